import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '../../src/engine/timeline.ts'
import { seriesOf, textOf } from '../../src/metrics/exposition.ts'
import { countedMeanings, countsOf } from '../../src/metrics/timeline-counts.ts'
import { anEntry } from '../support/a-redis.ts'

const video = (changes: Partial<TimelineEntry>) => anEntry({ feature: 'video-escalation', at: 62_000, ...changes })
const shown = { id: 'esc-1', state: 'requested', startedAt: 2_000, isCustomerHere: false }
const added = (entry: TimelineEntry) => countsOf(entry).flatMap(({ adds }) => adds)
const addedTo = (entry: TimelineEntry, series: string) => added(entry).find(([name]) => name === series)?.[1]

describe('an entry of the timeline', () => {
  it('counts one decision, and a state only when it changes', () => {
    const moved = video({ type: 'room.created', before: shown, after: { ...shown, state: 'invited' } })
    expect(added(moved)).toEqual([
      ['escalate_decisions_total{feature="video-escalation",type="room.created"}', 1],
      ['escalate_states_total{feature="video-escalation",state="invited"}', 1],
    ])
    expect(added({ ...moved, after: shown }).map(([name]) => name)).toEqual([
      'escalate_decisions_total{feature="video-escalation",type="room.created"}',
    ])
  })

  it('counts how long a transfer waited for its acceptance, once, as accepted or as completed', () => {
    const way = { id: 'tra-1', startedAt: 50_000 }
    const taken = (state: string) =>
      anEntry({ feature: 'conversation-transfer', at: 62_000, type: 'x', after: { ...way, state } })
    expect(addedTo(taken('ringing'), 'escalate_transfer_seconds_sum')).toBeUndefined()
    for (const state of ['accepted', 'completed']) {
      expect(addedTo(taken(state), 'escalate_transfer_seconds_sum')).toBe(12)
      expect(countsOf(taken(state)).flatMap(({ once }) => once ?? [])).toEqual(['tra-1 taken'])
    }
  })

  it('counts how long the invite took, once for each escalation', () => {
    const invited = video({ type: 'invite.posted', before: shown, after: { ...shown, state: 'invited' } })
    expect(addedTo(invited, 'escalate_invite_seconds_sum')).toBe(60)
    expect(addedTo(invited, 'escalate_invite_seconds_bucket{le="30"}')).toBe(0)
    expect(addedTo(invited, 'escalate_invite_seconds_bucket{le="60"}')).toBe(1)
    expect(countsOf(invited).flatMap(({ once }) => once ?? [])).toEqual(['esc-1 invited'])
  })

  it('counts how long the customer took when they come, and not while they stay', () => {
    const here = { ...shown, isCustomerHere: true }
    expect(addedTo(video({ before: shown, after: here }), 'escalate_join_seconds_sum')).toBe(60)
    expect(addedTo(video({ before: here, after: here }), 'escalate_join_seconds_sum')).toBeUndefined()
  })

  it('counts the ending by its reason, and how long the room outlived it, in seconds and full minutes', () => {
    const over = { ...shown, state: 'ended', reason: 'failed: Twilio said 53105', joined: true, endedAt: 1_000 }
    const entry = (at: number) => video({ at, before: shown, after: { ...over, roomSid: 'RM1' } })
    const minutes = 'escalate_room_minutes_after_end_total{reason="failed"}'
    expect(addedTo(entry(2_500), 'escalate_endings_total{reason="failed",joined="true"}')).toBe(1)
    expect([addedTo(entry(2_500), minutes), addedTo(entry(2_500), 'escalate_teardown_seconds_sum')]).toEqual([0, 1.5])
    expect([addedTo(entry(122_000), minutes), addedTo(entry(122_000), 'escalate_teardown_seconds_sum')]).toEqual([
      2, 121,
    ])
    expect(addedTo(entry(500), 'escalate_teardown_seconds_sum')).toBe(0) // clocks differ
    expect(addedTo(video({ at: 1, before: shown, after: over }), minutes)).toBeUndefined() // there was no room
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
    expect(added(entry).map(([name]) => name)).toEqual([
      'escalate_decisions_total{feature="x",type="effect.failed"}',
      'escalate_refusals_total{feature="x",code="no-assignment"}',
      'escalate_effects_failed_total{feature="x",effect="a.b"}',
      'escalate_states_total{feature="x",state="on"}',
    ])
  })

  it('counts only series that /metrics has', () => {
    const over = { ...shown, state: 'ended', reason: 'task-closed', joined: true, endedAt: 1, roomSid: 'RM1' }
    const all = [
      ...added(video({ type: 'effect.failed', refusal: 'x', before: shown, after: { ...over, isCustomerHere: true } })),
      ...added(video({ type: 'invite.posted', before: shown, after: shown })),
    ]
    const told = textOf(all, countedMeanings)
    for (const [series] of all) expect(told).toContain(`\n${series} `)
  })
})

describe('a label', () => {
  it.each(['CH0123456789abcdef0123456789abcdef', 'Ann "the boss"', '+49 30 1234567\n', `https://x/${'a'.repeat(80)}`])(
    'has other instead of %j',
    (value) => expect(seriesOf('n', { label: value })).toBe('n{label="other"}'),
  )
})
