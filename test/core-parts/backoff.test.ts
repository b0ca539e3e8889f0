import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Permanent, Retryable } from '../../src/core/errors.ts'
import { backoff } from '../../src/engine/backoff.ts'

const luck = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const unclear = new Retryable('no answer', { ambiguous: true })

describe('the wait before another attempt', () => {
  it('is a whole number of milliseconds from 0 to 20 s, for attempts 1 to 2,000', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), luck, (attempt, random) => {
        const wait = backoff(attempt, new Retryable('away'), () => random)
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(20_000)
        expect(Number.isInteger(wait)).toBe(true)
      }),
    )
  })

  it('has an upper bound that doubles from 0.5 s to 20 s', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => backoff(attempt, undefined, () => 1))
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000])
  })

  it('is spread evenly from 0 to that bound, so that many jobs do not come back in step', () => {
    expect([0, 0.25, 0.5, 0.75].map((each) => backoff(3, undefined, () => each))).toEqual([0, 500, 1_000, 1_500])
  })

  it('is 2.5 s or more after an ambiguous failure, and may be 0 after any other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), luck, (attempt, random) => {
        expect(backoff(attempt, unclear, () => random)).toBeGreaterThanOrEqual(2_500)
      }),
    )
    expect(backoff(1, new Retryable('429'), () => 0)).toBe(0)
    expect(backoff(1, new Permanent('no'), () => 0)).toBe(0)
  })

  it('adds up to 65.75 s on average over the twelve attempts of a job, and to 131.5 s at most', () => {
    const sum = (luck: number) =>
      Array.from({ length: 11 }, (_, n) => backoff(n + 1, undefined, () => luck)).reduce((all, each) => all + each, 0)
    expect([sum(0.5), sum(1)]).toEqual([65_750, 131_500])
  })
})
