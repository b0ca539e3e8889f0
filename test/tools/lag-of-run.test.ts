import { describe, expect, it } from 'vitest'
import { commitOfRun, lagInWords, lagOfRun } from '../../tools/lag-of-run.ts'

describe("the lag of Twilio's reads in a run", () => {
  it('is 400 ms for half of all commits and 0 for the others, and the same in each run of one', () => {
    const lags = [...'0123456789abcdef'].map((last) => lagOfRun(undefined, `1a2b3c${last}`))
    expect(lags.filter((ms) => ms === 400)).toHaveLength(8)
    expect(lags.filter((ms) => ms === 0)).toHaveLength(8)
    expect(lagOfRun('', '1a2b3c7')).toBe(400)
  })

  it('is that of the commit that is checked out', async () => {
    expect(await commitOfRun()).toMatch(/^[0-9a-f]{40}$|^\d{4}-\d\d-\d\d$/)
    expect(await commitOfRun()).toBe(await commitOfRun())
  })

  it('is LAG_READS_MS where that is set', () => {
    expect(lagOfRun('0', '7')).toBe(0)
    expect(lagOfRun('2000', '0')).toBe(2_000)
    expect(lagInWords(400)).toContain('LAG_READS_MS=0')
    expect(lagInWords(0)).toContain('LAG_READS_MS=400')
  })

  it.each(['-1', 'much', '1.5', '999999'])('is refused as %s', (given) => {
    expect(() => lagOfRun(given, '0')).toThrow('LAG_READS_MS')
  })
})
