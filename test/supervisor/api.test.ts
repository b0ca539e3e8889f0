import { describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { createBoard } from '../../webhooks/supervisor/board.ts'
import { aHouseOn } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { viewIn } from '../support/a-view.ts'
import { aSupervisor } from '../support/an-app.ts'
import { anAssignment, conversationSid } from '../support/an-assignment.ts'
import { anEventStream } from '../support/an-event-stream.ts'
import { anOpenVideoIn } from '../support/an-open-video.ts'
import { createMemoryStore } from '../support/memory-store.ts'

async function aSupervised() {
  const store = createMemoryStore()
  const board = createBoard({ store, timelines: store.timelines, everyMs: 20 })
  const video = await anOpenVideoIn(aHouseOn(store, {}, { supervisor: aSupervisor({ board }) }))
  return { ...video, sue: video.house.as('sue') }
}

const lines = async (answer: Response) =>
  (await answer.text())
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

describe('the board’s event stream', () => {
  it('sends the whole board first, and then the changes', async () => {
    const { sue, comes, id } = await aSupervised()
    const line = anEventStream(await sue.get('/supervisor/board/events'))
    expect(await line.next()).toMatchObject({
      event: 'board',
      data: { isWhole: true, rows: [{ id, state: 'invited' }] },
    })
    await comes('agent')
    expect(await line.next()).toMatchObject({ data: { isWhole: false, rows: [{ id, state: 'waiting' }], gone: [] } })
    expect(await anEventStream(await sue.get('/supervisor/board/events')).next()).toMatchObject({
      data: { rows: [{ state: 'waiting' }] },
    })
  })
})

describe('an end by a supervisor', () => {
  it('has its reason in the outcome and on the timeline, and is refused (409) a second time', async () => {
    const { sue, id, house, record } = await aSupervised()
    const answer = await sue.post(`/supervisor/escalations/${id}/end`, { because: 'stuck' })
    expect(answer.status).toBe(202)
    await house.work()
    expect((await record()).video).toMatchObject({
      phase: 'ended',
      causes: [{ why: 'supervisor-ended', detail: 'stuck' }],
    })
    const told = await lines(await sue.get(`/supervisor/escalations/${id}/timeline`))
    expect(told.find(({ type, about }) => type === 'command.given' && about.reason)).toMatchObject({
      actor: expect.stringContaining('worker WK'),
      about: { reason: 'stuck', override: true },
    })
    expect(await problemIn(await sue.post(`/supervisor/escalations/${id}/end`, { because: 'stuck' }))).toMatchObject({
      status: 409,
      code: 'ended',
    })
  })

  it.each([[{}], [{ because: 'because I say so' }], [{ because: 'stuck', note: 'x' }]])(
    'is refused (400) with %j',
    async (body) => {
      const { sue, id, record } = await aSupervised()
      expect(await problemIn(await sue.post(`/supervisor/escalations/${id}/end`, body))).toMatchObject({ status: 400 })
      expect((await record()).video.phase).toBe('open')
    },
  )

  it('of an unknown escalation is refused (404)', async () => {
    const { sue } = await aSupervised()
    for (const id of [`esc-${'9'.repeat(32)}-1`, 'nonsense'])
      expect(await problemIn(await sue.post(`/supervisor/escalations/${id}/end`, { because: 'stuck' }))).toMatchObject({
        status: 404,
        code: 'unknown-escalation',
      })
  })
})

describe('the timeline for a supervisor', () => {
  it('is a file with the entries of one escalation only', async () => {
    const { sue, id, ada, house } = await aSupervised()
    await ada.post(`/escalations/${id}/end`)
    await house.work()
    // An escalation's id contains the time of its start.
    const over = Date.now()
    await until('a millisecond has passed', async () => Date.now() > over)
    const second = await viewIn(await ada.post('/escalations', { taskSid: anAssignment().taskSid }))
    const answer = await sue.get(`/supervisor/escalations/${id}/timeline`)
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${id}.jsonl"`)
    const told = await lines(answer)
    expect(told.at(0)).toMatchObject({ type: 'command.given', key: conversationSid, after: { id } })
    expect(told.every(({ before, after }) => before?.id === id || after?.id === id)).toBe(true)
    const others = await lines(await sue.get(`/supervisor/escalations/${second.id}/timeline`))
    expect(others.length).toBeGreaterThan(0)
    expect(others.every(({ after }) => after.id === second.id)).toBe(true)
  })

  it('is empty for an unknown conversation, and 404 for a malformed id', async () => {
    const { sue } = await aSupervised()
    expect(await lines(await sue.get(`/supervisor/escalations/esc-${'9'.repeat(32)}-1/timeline`))).toEqual([])
    expect((await sue.get('/supervisor/escalations/nonsense/timeline')).status).toBe(404)
  })
})
