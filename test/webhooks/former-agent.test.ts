import { describe, expect, it } from 'vitest'
import { seatIdentity } from '../../src/access/seat.ts'
import type { Fact } from '../../src/core/facts.ts'
import type { TimelineEntry } from '../../src/engine/timeline.ts'
import { endOfPart, upTo } from '../../webhooks/api/own-part.ts'
import { participants } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { anAssignment, conversationSid, sid } from '../support/an-assignment.ts'
import { anEventStream } from '../support/an-event-stream.ts'
import { anOpenVideo } from '../support/an-open-video.ts'
import { changesByHand } from '../support/changes-by-hand.ts'

const bens = anAssignment({
  taskSid: sid('WT', 2),
  reservationSid: sid('WR', 2),
  workerSid: participants.ben.workerSid,
  identity: 'ben',
  displayName: 'Ben',
})

const closed = (n: number, { taskSid, reservationSid }: typeof bens): Fact => ({
  type: 'assignment.closed',
  id: `closed-${n}`,
  key: conversationSid,
  at: Date.now(),
  taskSid,
  reservationSid,
  how: 'reservation.wrapup',
})

/** Ada and her customer met; Ben has accepted, and Ada's assignment is closed. */
async function handedOver() {
  const hand = changesByHand()
  const video = await anOpenVideo({ ROOM_RECORDING: 'on-demand' }, { streams: hand.streams })
  const { house, id, ada } = video
  await video.comes('agent')
  await video.sits({ device: 'phone', isConsenting: true })
  await video.comes('customer')
  await house.accepts(bens)
  await house.receives(closed(1, anAssignment()))
  await house.work()
  const read = async (path: string, who = ada) => (await who.get(path)).text()

  /** Everything afterwards: Ben joins, records, gets a rating, sends a new link, ends the call. */
  async function goesOn(): Promise<void> {
    const ben = house.as('ben')
    await ben.post(`/escalations/${id}/seat`)
    const came: Fact = {
      type: 'participant.connected',
      id: 'ben',
      key: conversationSid,
      at: Date.now(),
      roomSid: sid('RM', 1),
      roomName: `${id}-g1`,
      participantSid: sid('PA', 0xb1),
      identity: seatIdentity('agent', id, participants.ben.workerSid),
    }
    await house.receives(came)
    await house.receives({
      type: 'command.given',
      id: 'records',
      key: conversationSid,
      at: Date.now(),
      command: { type: 'video.record', on: true },
      by: { workerSid: participants.ben.workerSid },
    } as Fact)
    await video.send('rating', { stars: 2, issues: ['sound'], comment: 'hmpf' })
    await ben.post(`/escalations/${id}/revoke`)
    await house.work()
  }
  return { ...video, ...hand, read, goesOn }
}

describe('an agent who handed the video over', () => {
  const paths = (id: string) => [
    `/escalations/${id}`,
    `/escalations?taskSid=${anAssignment().taskSid}`,
    `/escalations/${id}/timeline`,
  ]

  it('reads view and timeline as they were when their assignment closed, whatever happens afterwards', async () => {
    const { id, read, goesOn, house } = await handedOver()
    const before = await Promise.all(paths(id).map((path) => read(path)))
    expect(before[2]).toContain('participant.connected')
    expect(before[2]?.trimEnd().split('\n').at(-1)).toContain('"type":"assignment.closed"')
    await goesOn()
    expect(await Promise.all(paths(id).map((path) => read(path)))).toEqual(before)
    await house.as('ben').post(`/escalations/${id}/end`)
    await house.work()
    expect(await Promise.all(paths(id).map((path) => read(path)))).toEqual(before)
  })

  it('gets no change on the event stream either', async () => {
    const { house, goesOn, tell } = await handedOver()
    const path = `/escalations/events?conversation=${conversationSid}`
    const line = anEventStream(await house.as('ada').get(path))
    const first = await line.next()
    await goesOn()
    tell()
    expect(await anEventStream(await house.as('ada').get(path)).next()).toEqual(first)
  })

  it('does not read who came next, and a supervisor reads everything', async () => {
    const { id, read, goesOn, house } = await handedOver()
    await goesOn()
    // Ben's acceptance came before Ada's end; his seat, his arrival and his commands did not.
    expect(await read(`/escalations/${id}/timeline`)).not.toMatch(/rating\.given|"revoke"|"isOn":true/)
    expect(await read(`/escalations/${id}/timeline`, house.as('sue'))).toMatch(/rating\.given/)
    expect(JSON.parse(await read(`/escalations/${id}`, house.as('sue')))).toMatchObject({ rating: { stars: 2 } })
  })

  it('reads everything again once they serve the conversation again', async () => {
    const { id, read, goesOn, house } = await handedOver()
    await goesOn()
    await house.accepts(anAssignment({ taskSid: sid('WT', 3), reservationSid: sid('WR', 3) }))
    expect(JSON.parse(await read(`/escalations/${id}`))).toMatchObject({ rating: { stars: 2 }, linkRevoked: true })
    expect(await read(`/escalations/${id}/timeline`)).toMatch(/rating\.given/)
  })
})

it('a timeline without its entry about the closed assignment shows none of its later entries', async () => {
  async function* lines() {
    yield { version: 8, type: 'readiness.changed', about: {} } as unknown as TimelineEntry // only these fields are used
    yield { version: 9, type: 'assignment.closed', about: { taskSid: bens.taskSid } } as unknown as TimelineEntry
  }
  const readBy = async (taskSid: string) => {
    const read: number[] = []
    for await (const { version } of upTo(lines, endOfPart(taskSid))) read.push(version)
    return read
  }
  expect(await readBy(anAssignment().taskSid)).toEqual([])
  expect(await readBy(bens.taskSid)).toEqual([8, 9])
})

describe('an agent who served until the end', () => {
  it('reads outcome and rating, and nothing about who serves the conversation afterwards', async () => {
    const { house, id, ada, send } = await anOpenVideo()
    await ada.post(`/escalations/${id}/end`)
    await house.work()
    await house.receives(closed(1, anAssignment()))
    await house.accepts(bens)
    await send('rating', { stars: 4 })
    const lines = (await (await ada.get(`/escalations/${id}/timeline`)).text()).trimEnd().split('\n')
    expect(lines.at(-1)).toContain('rating.given')
    expect(lines.join()).not.toContain(bens.workerSid)
    expect(await problemIn(await house.as('ben').get(`/escalations?taskSid=${sid('WT', 77)}`))).toMatchObject({
      status: 404,
    })
  })
})
