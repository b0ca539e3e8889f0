import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aRecordedWorld, type Move } from './recorded-world.ts'

const n = fc.nat(59)
const one = <D extends Move['does'], R extends object>(does: D, rest: { [K in keyof R]: fc.Arbitrary<R[K]> }) =>
  fc.record({ does: fc.constant(does), ...rest })

/** Twilio's callbacks come late, in any order, or never; so do outcomes. */
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 7, arbitrary: one('sit', { n, consents: fc.boolean() }) },
  { weight: 7, arbitrary: one('connect', { n }) },
  { weight: 2, arbitrary: one('leave', { n }) },
  { weight: 4, arbitrary: one('hear', { n }) },
  { weight: 9, arbitrary: one('work', { n, fails: fc.constantFrom('no', 'no', 'no', 'before', 'after') }) },
  { weight: 6, arbitrary: one('record', { isOn: fc.boolean() }) },
  { weight: 1, arbitrary: one('type', { word: fc.constantFrom('new', 'revoke', 'resend', 'remove') }) },
  { weight: 1, arbitrary: one('room-ends', {}) },
  { weight: 1, arbitrary: one('restart', { mayRecord: fc.boolean() }) },
) as fc.Arbitrary<Move>

const starts = fc.record({ mayRecord: fc.boolean(), isRecorded: fc.constantFrom(false, false, true) })

it('in 1,500 plays of up to 60 moves in any order, nobody is recorded without consent', () => {
  const all = { recorded: 0, without: 0 }
  const plays = fc.property(starts, fc.array(move, { minLength: 20, maxLength: 60 }), (start, moves) => {
    const world = aRecordedWorld(start)
    for (const next of moves) {
      world.play(next)
      expect(world.recorded().filter(({ hasAgreed }) => !hasAgreed)).toEqual([])
      all.recorded += world.recorded().length
    }
    expect(world.broken()).toBeUndefined()
    all.without += world.seated.without
  })
  fc.assert(plays, { numRuns: 1_500 })
  // Proves the plays: participants are recorded in them, and others have seats without consent.
  expect(all.recorded).toBeGreaterThan(1_500)
  expect(all.without).toBeGreaterThan(300)
})
