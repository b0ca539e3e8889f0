import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createQualityReporter } from '../../join-page/src/call/quality-reporter.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function aConnection() {
  const told: boolean[] = []
  const teller = createQualityReporter((isWeak) => told.push(isWeak))
  /** Measured as often as the page does, for so long (s). */
  const stays = (quality: number | undefined, seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 5) {
      teller.is(quality)
      vi.advanceTimersByTime(5_000)
    }
  }
  return { told, teller, stays }
}

describe('connection quality', () => {
  it('is reported once after 10 s, and then at each change that has lasted 10 s', () => {
    const { told, stays } = aConnection()
    stays(5, 5)
    expect(told).toEqual([])
    stays(5, 30)
    expect(told).toEqual([false])
    stays(1, 5)
    expect(told).toEqual([false])
    stays(2, 5)
    expect(told).toEqual([false, true])
    stays(2, 30)
    expect(told).toEqual([false, true])
    stays(4, 30)
    expect(told).toEqual([false, true, false])
  })

  it('is not reported for a dip of 5 s, also when ten of them come', () => {
    const { told, stays } = aConnection()
    stays(5, 15)
    for (let n = 0; n < 10; n++) {
      stays(0, 5)
      stays(3, 5)
    }
    expect(told).toEqual([false])
  })

  it('is not reported without a measurement, or after the call', () => {
    const { told, stays, teller } = aConnection()
    stays(undefined, 30)
    teller.is(0)
    teller.stop()
    vi.advanceTimersByTime(60_000)
    expect(told).toEqual([])
  })
})
