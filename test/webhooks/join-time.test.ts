import { afterEach, describe, expect, it, vi } from 'vitest'
import { anOpenVideo } from '../support/an-open-video.ts'

const minute = 60_000
const start = Date.UTC(2030, 0, 1)

afterEach(() => void vi.useRealTimers())

/** A call of at most an hour; `at` is the time since the link was made. */
async function anHour() {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  const video = await anOpenVideo({}, { roomMaxMs: 60 * minute })
  const at = (ms: number) => void vi.setSystemTime(start + ms)
  const left = async (path?: string) => (await video.sees('', path))['minutesLeft']
  return { video, at, left }
}

describe('the remaining time', () => {
  it('is the same for customer and agent, from two minutes before the first of them is disconnected', async () => {
    const { video, at, left } = await anHour()
    const pass = await video.pass()
    const both = async () => [await left(), await left(pass)]
    await video.comes('agent')
    at(10 * minute)
    await video.comes('customer')
    expect(await both()).toEqual([undefined, undefined])
    at(58 * minute - 1)
    expect(await both()).toEqual([undefined, undefined])
    at(58 * minute)
    expect(await both()).toEqual([2, 2])
    at(59 * minute)
    expect(await both()).toEqual([1, 1])
    at(60 * minute + 30_000)
    expect(await both()).toEqual([1, 1])
  })

  it('counts from their newest connection, neither from a supervisor’s nor from one whose end is unknown', async () => {
    const { video, at, left } = await anHour()
    await video.comes('supervisor')
    await video.comes('agent')
    at(30 * minute)
    await video.goes('agent')
    await video.comes('agent', 2)
    await video.comes('customer')
    at(59 * minute)
    expect(await left()).toBeUndefined()
    at(89 * minute)
    expect(await left()).toBe(1)
    at(92 * minute)
    expect(await left()).toBeUndefined()
  })
})

it('of a link is known to its customer, and not to an agent', async () => {
  const { video, at } = await anHour()
  at(minute)
  const day = 24 * 60 * minute
  expect((await video.sees())['linkEndsAt']).toBe(start + day)
  expect(await video.sees('', await video.pass())).not.toHaveProperty('linkEndsAt')
  at(day + 1)
  expect(await video.sees()).not.toHaveProperty('linkEndsAt')
})
