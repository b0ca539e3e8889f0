import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { TimelineEntry } from '../../src/engine/timeline.ts'
import { publicViewOf } from '../../src/features/video-escalation/public-view.ts'
import { catalogue, eventTypes } from '../../src/outbound/catalogue.ts'
import { eventsOf } from '../../src/outbound/event.ts'
import { closed, tell, untilTogether } from '../features/video-escalation/story.ts'
import { anEntry } from '../support/a-redis.ts'
import { conversationSid } from '../support/an-assignment.ts'
import { goodFigures } from '../support/some-figures.ts'

const key = `CH${'1'.repeat(32)}`
const eventOf = (entry: TimelineEntry) => eventsOf(entry)[0]
const shown = (state: string, more: object = {}) => ({
  id: 'esc-1',
  state,
  taskSid: `WT${'1'.repeat(32)}`,
  workerSid: `WK${'1'.repeat(32)}`,
  startedAt: 1,
  assignments: 1,
  isAgentHere: false,
  isCustomerHere: false,
  isRecording: false,
  usedSeconds: 0,
  soloSeconds: 0,
  idleSeconds: 0,
  lateSeconds: 0,
  ...more,
})
const entry = (before: object | undefined, after: object) =>
  anEntry({
    feature: 'video-escalation',
    key,
    version: 7,
    at: 1_800_000_000_000,
    before: before as never,
    after: after as never,
  })

/** Events without another state. */
const marked: Readonly<Record<string, readonly [object, object]>> = {
  rated: [shown('ended'), shown('ended', { stars: 1 })],
  undelivered: [shown('invited'), shown('invited', { notDelivered: 'filtered', deliveryCode: 30007 })],
}

/** A page's report of its connection, as the timeline has it. */
const told = { type: 'connection.measured', about: { role: 'customer', escalationId: 'esc-1', ...goodFigures } }

/** The public view of a joined video that is to end: before and after its room is closed. */
const over = { id: 'over', key: conversationSid, at: Date.now(), type: 'conversation.closed' } as const
const anEndingVideo = () => publicViewOf(tell([...untilTogether(), over]).state)
const anEndedVideo = () => publicViewOf(tell([...untilTogether(), over, closed(90)]).state)

describe('an event for other systems', () => {
  it('is made of a change of state, under the id of the record and its version', () => {
    expect(eventOf(entry(shown('invited'), shown('live', { roomSid: `RM${'1'.repeat(32)}` })))).toEqual({
      id: `evt-video-escalation-${key}-7`,
      body: {
        type: 'escalation.live',
        timestamp: '2027-01-15T08:00:00.000Z',
        data: { ...shown('live', { roomSid: `RM${'1'.repeat(32)}` }), conversationSid: key, previousState: 'invited' },
      },
    })
  })

  it('is made of the first state of another escalation, also where the state is the same', () => {
    const next = { ...shown('requested'), id: 'esc-2' }
    expect(eventOf(entry(shown('requested'), next))?.body).toMatchObject({
      type: 'escalation.requested',
      data: { id: 'esc-2' },
    })
    expect(eventOf(entry(shown('ended'), next))?.body.data).not.toHaveProperty('previousState')
    expect(eventOf(entry(undefined, next))?.body.type).toBe('escalation.requested')
  })

  it('is made of a rating, once', () => {
    expect(eventOf(entry(shown('ended'), shown('ended', { stars: 4 })))?.body).toMatchObject({
      type: 'escalation.rated',
      data: { stars: 4 },
    })
    expect(eventOf(entry(shown('ended', { stars: 4 }), shown('ended', { stars: 4 })))).toBeUndefined()
  })

  it('is made of an invite that was not delivered, each time that becomes so', () => {
    const lost = { notDelivered: 'landline', deliveryCode: 30006 }
    expect(eventOf(entry(shown('invited'), shown('invited', lost)))?.body).toMatchObject({
      type: 'escalation.undelivered',
      data: { state: 'invited', ...lost },
    })
    expect(eventsOf(entry(shown('invited', lost), shown('invited', lost)))).toEqual([])
    expect(eventsOf(entry(shown('invited', lost), shown('invited')))).toEqual([])
  })

  it('is made of a page’s report of its connection, with the figures and the escalation’s ids only', () => {
    const { escalationId: _, ...about } = told.about
    const ofAgent = { ...told, about: { ...told.about, role: 'agent', workerSid: `WK${'2'.repeat(32)}` } }
    const data = (line: object) => eventOf({ ...entry(shown('live'), shown('live')), ...line })?.body.data
    expect(data(told)).toEqual({ ...shown('live'), conversationSid: key, ...about })
    expect(data(ofAgent)).toMatchObject({
      workerSid: shown('live').workerSid,
      measuredWorkerSid: `WK${'2'.repeat(32)}`,
    })
  })

  it('is made twice of an entry that means two things, under two ids', () => {
    const both = eventsOf(entry(shown('requested'), shown('invited', { notDelivered: 'unknown' })))
    expect(both.map(({ id, body }) => [id, body.type])).toEqual([
      [`evt-video-escalation-${key}-7`, 'escalation.invited'],
      [`evt-video-escalation-${key}-7-2`, 'escalation.undelivered'],
    ])
  })

  it('is not made of an entry with the same state, without a state, or of an unknown feature', () => {
    expect(eventOf(entry(shown('live'), shown('live', { isRecording: true })))).toBeUndefined()
    expect(eventOf(anEntry({ feature: 'video-escalation' }))).toBeUndefined()
    expect(eventOf(anEntry({ feature: 'unheard-of', after: { id: 'x', state: 'y' } }))).toBeUndefined()
  })

  it('fits the catalogue, for every type of escalation event', () => {
    const schema = z.union(catalogue)
    const own = eventTypes.filter((type) => type.startsWith('escalation.'))
    for (const type of own) {
      const [, word = ''] = type.split('.')
      const [was, after] = marked[word] ?? [shown('other'), shown(word)]
      const event = eventOf(
        word === 'measured' ? { ...entry(shown('live'), shown('live')), ...told } : entry(was, after),
      )
      expect(event?.body.type).toBe(type)
      expect(schema.safeParse(event?.body).error).toBeUndefined()
    }
  })

  it.each([
    ['ending', anEndingVideo, {}],
    ['ended', anEndedVideo, { joined: true, usedSeconds: expect.any(Number) }],
  ])('has no field that the catalogue does not name: a video that is %s', (state, shownThen, more) => {
    const data = eventOf(entry(undefined, shownThen() ?? {}))?.body.data ?? {}
    expect(data).toMatchObject({ state, ...more })
    const ended = catalogue.find((each) => each.shape.type.value === 'escalation.ended')
    const named = ended?.shape.data instanceof z.ZodObject ? Object.keys(ended.shape.data.shape) : []
    expect(Object.keys(data).filter((field) => !named.includes(field))).toEqual([])
  })
})
