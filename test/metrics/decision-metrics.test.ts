import { Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { handle } from '../../src/engine/handle.ts'
import { createMutexes } from '../../src/engine/mutex.ts'
import type { TimelineEntry } from '../../src/engine/timeline.ts'
import { createMeasures } from '../../src/metrics/create-measures.ts'
import { createDecisionMetrics, decisionMeasures, observationsOf } from '../../src/metrics/decision-metrics.ts'
import { seriesOf } from '../../src/metrics/exposition.ts'
import { aCounter } from '../support/a-counter.ts'
import { anEntry } from '../support/a-redis.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { seriesAfter } from '../support/series.ts'

const video = (changes: Partial<TimelineEntry>) => anEntry({ feature: 'video-escalation', at: 62_000, ...changes })
const shown = { id: 'esc-1', state: 'requested', startedAt: 2_000, isCustomerHere: false }
const labelled = (entry: TimelineEntry) => observationsOf(entry).map(({ name, labels }) => seriesOf(name, labels))
const addedTo = async (series: string, ...entries: readonly TimelineEntry[]) =>
  (await seriesAfter(...entries)).get(series)

describe('an entry of the timeline', () => {
  it('counts one decision, and a state only when it changes', () => {
    const moved = video({ type: 'room.created', before: shown, after: { ...shown, state: 'invited' } })
    expect(observationsOf(moved).map(({ name, labels, value }) => [seriesOf(name, labels), value])).toEqual([
      ['escalate_decisions_total{feature="video-escalation",type="room.created"}', 1],
      ['escalate_states_total{feature="video-escalation",state="invited"}', 1],
    ])
    expect(labelled({ ...moved, after: shown })).toEqual([
      'escalate_decisions_total{feature="video-escalation",type="room.created"}',
    ])
  })

  it('counts how long a transfer waited for its acceptance, once, as accepted or as completed', async () => {
    const way = { id: 'tra-1', startedAt: 50_000 }
    const taken = (state: string, before?: string) =>
      anEntry({
        feature: 'conversation-transfer',
        at: 62_000,
        type: 'x',
        ...(before && { before: { ...way, state: before } }),
        after: { ...way, state },
      })
    expect(await addedTo('escalate_transfer_seconds_count', taken('ringing'))).toBe(0)
    for (const state of ['accepted', 'completed'])
      expect(await addedTo('escalate_transfer_seconds_sum', taken(state, 'ringing'))).toBe(12)
    const all = [taken('accepted', 'ringing'), taken('accepted', 'accepted'), taken('completed', 'accepted')]
    expect(await addedTo('escalate_transfer_seconds_count', ...all)).toBe(1)
  })

  it('counts how long the first invite of an escalation took, and no later one', async () => {
    const invited = (number: number, more = {}) =>
      video({ type: 'invite.posted', about: { number, ...more }, before: shown, after: { ...shown, state: 'invited' } })
    const all = [invited(1, { escalationId: 'esc-1' }), invited(2), invited(1, { escalationId: 'esc-0' })]
    const series = await seriesAfter(...all)
    expect(series.get('escalate_invite_seconds_count')).toBe(1)
    expect(series.get('escalate_invite_seconds_sum')).toBe(60)
    expect(series.get('escalate_invite_seconds_bucket{le="30"}')).toBe(0)
    expect(series.get('escalate_invite_seconds_bucket{le="60"}')).toBe(1)
  })

  it('counts how long the customer took when they come first, not while they stay or when they come back', async () => {
    const here = { ...shown, isCustomerHere: true, joinedAt: 62_000 }
    const gone = { ...here, isCustomerHere: false }
    const all = [
      video({ before: shown, after: here }),
      video({ before: here, after: here }),
      video({ before: here, after: gone }),
      video({ before: gone, after: here }),
    ]
    expect(await addedTo('escalate_join_seconds_sum', ...all)).toBe(60)
    expect(await addedTo('escalate_join_seconds_count', ...all)).toBe(1)
    const next = video({ before: here, after: { ...here, id: 'esc-2' } })
    expect(await addedTo('escalate_join_seconds_count', next)).toBe(1)
  })

  it('counts the ending once by its reason, and how long the room outlived it, in seconds and full minutes', async () => {
    const over = { ...shown, state: 'ended', reason: 'failed: Twilio said 53105', joined: true, endedAt: 1_000 }
    const entry = (at: number) => video({ at, before: shown, after: { ...over, roomSid: 'RM1' } })
    const later = video({ before: { ...over, roomSid: 'RM1' }, after: { ...over, roomSid: 'RM1', stars: 5 } })
    const minutes = 'escalate_room_minutes_after_end_total{reason="failed"}'
    const seconds = 'escalate_teardown_seconds_sum'
    expect(await addedTo('escalate_endings_total{reason="failed",joined="true"}', entry(2_500), later)).toBe(1)
    expect([await addedTo(minutes, entry(2_500)), await addedTo(seconds, entry(2_500))]).toEqual([0, 1.5])
    expect([await addedTo(minutes, entry(122_000)), await addedTo(seconds, entry(122_000))]).toEqual([2, 121])
    expect(await addedTo(seconds, entry(500))).toBe(0) // clocks differ
    expect(await addedTo(minutes, video({ at: 1, before: shown, after: over }))).toBeUndefined() // there was no room
  })

  it('of another feature counts decisions, refusals, failures and states, too', () => {
    const after = { id: 'x-1', state: 'on' }
    const entry = anEntry({
      feature: 'x',
      type: 'effect.failed',
      about: { effect: 'a.b' },
      refusal: 'no-assignment',
      after,
    })
    expect(labelled(entry)).toEqual([
      'escalate_decisions_total{feature="x",type="effect.failed"}',
      'escalate_refusals_total{feature="x",code="no-assignment"}',
      'escalate_effects_failed_total{feature="x",effect="a.b"}',
      'escalate_states_total{feature="x",state="on"}',
    ])
  })

  it('counts only metrics that are registered', () => {
    const over = { ...shown, state: 'ended', reason: 'task-closed', joined: true, endedAt: 1, roomSid: 'RM1' }
    const all = [
      video({ type: 'effect.failed', refusal: 'x', before: shown, after: { ...over, isCustomerHere: true } }),
      video({ type: 'invite.posted', before: shown, after: shown }),
    ].flatMap(observationsOf)
    for (const { name, labels = {} } of all) expect(decisionMeasures[name]?.labels ?? []).toEqual(Object.keys(labels))
  })

  it('that cannot be counted is reported, and its decision goes on', () => {
    const failed: unknown[] = []
    const count = createDecisionMetrics(new Registry(), (problem) => failed.push(problem))
    count({
      ...anEntry(),
      get refusal(): string {
        throw new TypeError('poison')
      },
    })
    expect(failed).toHaveLength(1)
  })
})

describe('a process', () => {
  it('counts a decision that it saved, and not one that it has seen before or that changed nothing', async () => {
    const store = createMemoryStore()
    const counted: string[] = []
    const deps = {
      store,
      handOver: async () => {},
      note: () => {},
      mutex: createMutexes(),
      count: ({ id }: TimelineEntry) => void counted.push(id),
    }
    const add = { type: 'add', id: 'EV1', key: 'CH1', at: 1, by: 1 }
    await handle(aCounter(), add, deps)
    await handle(aCounter(), add, deps)
    expect(counted).toEqual(['EV1'])
    const failing = { ...store, save: () => Promise.reject(new Error('not saved')) }
    await expect(handle(aCounter(), { ...add, id: 'EV2' }, { ...deps, store: failing })).rejects.toThrow('not saved')
    expect(counted).toEqual(['EV1'])
  })
})

describe('a label', () => {
  it.each(['CH0123456789abcdef0123456789abcdef', 'Ann "the boss"', '+49 30 1234567\n', `https://x/${'a'.repeat(80)}`])(
    'has other instead of %j',
    async (value) => {
      expect(seriesOf('n', { label: value })).toBe('n{label="other"}')
      const registry = new Registry()
      createMeasures(registry, { n: { help: 'n', labels: ['label'] } })({
        name: 'n',
        value: 1,
        labels: { label: value },
      })
      expect(await registry.metrics()).toContain('n{label="other"} 1')
    },
  )
})
