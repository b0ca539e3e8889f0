import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inTime } from '../../client-shared/in-time.ts'
import { pauseBefore, watchSilence } from '../../client-shared/silence.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A page with an event stream, and a server whose answers the test gives. Pauses have their maximum length. */
function aPage() {
  const asked: number[] = []
  const told: string[] = []
  let [state, lines, late] = ['one', 1, 0]
  let isThere = true
  const watch = watchSilence<string>({
    async ask() {
      asked.push(Date.now())
      const answer = isThere ? state : undefined
      if (late > 0) await new Promise((over) => setTimeout(over, late))
      return answer
    },
    accept(answer) {
      const isNews = told.at(-1) !== answer
      told.push(answer)
      return isNews
    },
    reopen: () => ++lines,
    random: () => 1,
  })
  const began = Date.now()
  return {
    watch,
    told,
    lines: () => lines,
    asked: () => asked.map((at) => at - began),
    is: (next: string) => {
      state = next
    },
    goes: () => {
      isThere = false
    },
    answersAfter: (ms: number) => {
      late = ms
    },
  }
}

describe('a page whose event stream is silent', () => {
  it('polls the state after 15 s, and opens another stream', async () => {
    const { watch, asked, told, lines } = aPage()
    watch.begin()
    await passes(14_999)
    expect([asked(), lines()]).toEqual([[], 1])
    await passes(1)
    expect([asked(), told, lines()]).toEqual([[15_000], ['one'], 2])
    expect(watch.isAsking()).toBe(true)
  })

  it('polls again after 2 s where there was a change, then after 4, 8 and each 10 s while there is none', async () => {
    const { watch, asked } = aPage()
    watch.begin()
    await passes(15_000 + 2_000 + 4_000 + 8_000 + 10_000 + 10_000)
    expect(asked()).toEqual([15_000, 17_000, 21_000, 29_000, 39_000, 49_000])
  })

  it('polls soon again after a change', async () => {
    const { watch, asked, is } = aPage()
    watch.begin()
    await passes(30_000)
    is('two')
    await passes(9_000 + 2_000)
    expect(asked().slice(-2)).toEqual([39_000, 41_000])
  })

  it('polls as seldom where no server answers', async () => {
    const { watch, asked, told, goes } = aPage()
    goes()
    watch.begin()
    await passes(60_000)
    expect(told).toEqual([])
    expect(asked()).toEqual([15_000, 19_000, 27_000, 37_000, 47_000, 57_000])
  })

  it('opens another stream at every eighth poll', async () => {
    const { watch, asked, lines } = aPage()
    watch.begin()
    await passes(15_000 + 14_000 + 10_000 * 14)
    expect(asked().length).toBeGreaterThanOrEqual(16)
    expect(lines()).toBe(1 + 1 + Math.floor((asked().length - 1) / 8))
  })
})

describe('an event stream', () => {
  it('with an event within each 15 s causes no poll', async () => {
    const { watch, asked } = aPage()
    watch.begin()
    for (let n = 0; n < 100; n++) {
      await passes(14_000)
      watch.received()
    }
    expect(asked()).toEqual([])
  })

  it('that is back ends the polling, and the answer of a running poll is dropped', async () => {
    const { watch, asked, told, answersAfter } = aPage()
    answersAfter(3_000)
    watch.begin()
    await passes(16_000)
    watch.received()
    expect(watch.isAsking()).toBe(false)
    await passes(14_000)
    expect([asked(), told]).toEqual([[15_000], []])
  })
})

it('a page without an event stream polls when it is told to, and not after it has stopped', async () => {
  const { watch, asked } = aPage()
  watch.ask(500)
  await passes(500)
  expect(asked()).toEqual([500])
  watch.stop()
  await passes(600_000)
  expect(asked()).toEqual([500])
  watch.begin()
  await passes(15_000)
  expect(asked()).toHaveLength(2)
})

it('pauses are at least half of their maximum, for 1,000 pages', () => {
  for (let n = 0; n < 1_000; n++) {
    const pause = pauseBefore(n % 10)
    expect(pause).toBeGreaterThanOrEqual(1_000)
    expect(pause).toBeLessThanOrEqual(10_000)
  }
  expect([pauseBefore(0, { random: () => 0 }), pauseBefore(9, { random: () => 0 })]).toEqual([1_000, 5_000])
  expect(pauseBefore(9, { longestMs: 5_000, random: () => 1 })).toBe(5_000)
})

describe('a request', () => {
  it('that is not answered within 10 s is given up', async () => {
    const endless = (signal: AbortSignal) =>
      new Promise((_, fail) => signal.addEventListener('abort', () => fail(new Error('given up'))))
    const outcome = inTime(endless).catch((problem: Error) => problem.message)
    await passes(10_000)
    expect(await outcome).toBe('given up')
  })

  it('that is answered leaves no timer behind', async () => {
    expect(await inTime(async () => 'answer')).toBe('answer')
    expect(vi.getTimerCount()).toBe(0)
  })
})
