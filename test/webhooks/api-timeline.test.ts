import { describe, expect, it } from 'vitest'
import { problemIn } from '../support/a-problem.ts'
import { anAssignment, conversationSid } from '../support/an-assignment.ts'
import { anOpenVideo } from '../support/an-open-video.ts'

const linesIn = async (answer: Response) =>
  (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('the timeline of an escalation', () => {
  it('lists the decisions from the acceptance to the invite, one JSON object per line, without the link', async () => {
    const { house, id } = await anOpenVideo()
    const answer = await house.as('ada').get(`/escalations/${id}/timeline`)
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson')
    const lines = await linesIn(answer)
    expect(lines.map(({ type }) => type).slice(0, 2)).toEqual(['assignment.opened', 'command.given'])
    expect(lines[1]).toMatchObject({
      key: conversationSid,
      actor: `worker ${anAssignment().workerSid}`,
      effects: [{ type: 'room.create' }, { type: 'task.annotate' }, { type: 'timer.wait' }],
      after: { id, state: 'requested' },
    })
    const asked = lines[1]?.effects[0]?.id
    expect(lines.find(({ cause }) => cause === asked)).toMatchObject({ type: 'room.created', actor: 'outcome' })
    expect(lines.at(-1)).toMatchObject({ after: { id, state: 'invited' } })
    expect(JSON.stringify(lines)).not.toContain('/j/')
  })

  it.each([
    ['its agent', 200, 'ada'],
    ['a supervisor', 200, 'sue'],
    ['another agent', 403, 'ben'],
    ['a user without a role', 403, 'olga'],
  ])('answers %s with %i', async (_, status, who) => {
    const { house, id } = await anOpenVideo()
    expect((await house.as(who).get(`/escalations/${id}/timeline`)).status).toBe(status)
  })

  it('answers 404 for an unknown escalation', async () => {
    const { house } = await anOpenVideo()
    const answer = await house.as('sue').get(`/escalations/esc-${'9'.repeat(32)}-1/timeline`)
    expect(await problemIn(answer)).toMatchObject({ status: 404, code: 'unknown-escalation' })
  })
})
