import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Permanent, Retryable, StoreTrouble } from '../../src/core/errors.ts'
import { causeOf } from '../../src/engine/cause-of.ts'
import { aPeriodicTask } from '../support/a-periodic-task.ts'

const self = (item: string) => item
const twilio = (status: number, retryAfterMs?: number) => new Retryable('Twilio', { status, retryAfterMs })
const failing =
  (...bad: readonly string[]) =>
  async (item: string) => {
    if (bad.includes(item)) throw twilio(500)
    return `${item} done`
  }

describe('an item that fails', () => {
  it('is reported with its cause, and the others are done, in order', async () => {
    const { periodicTask, problems } = aPeriodicTask('calls')
    expect(await periodicTask.each(['a', 'b', 'c'], self, failing('b'))).toEqual(['a done', 'c done'])
    expect(problems).toMatchObject([{ name: 'calls', item: 'b', cause: 'twilio 500', tries: 1 }])
  })

  it('is retried after 2, 4, 8 s and so on, at most 300 s, and from 2 s on after it worked', async () => {
    let now = 0
    const { periodicTask, problems } = aPeriodicTask('rooms', () => now)
    const tried: number[] = []
    let isBad = true
    const pass = () =>
      periodicTask.each(['a'], self, async () => {
        tried.push(now / 1000)
        if (isBad) throw twilio(500)
      })
    for (; now < 1_200_000; now += 1_000) await pass()
    expect(tried).toEqual([0, 2, 6, 14, 30, 62, 126, 254, 510, 810, 1_110])
    expect(problems.map(({ tries }) => tries)).toEqual(tried.map((_, n) => n + 1))
    now = 1_410_000
    isBad = false
    await pass()
    isBad = true
    await pass()
    expect(problems.at(-1)).toMatchObject({ tries: 1 })
  })

  it('at the beginning of a round is tried in each round, and reported five times in 60 s', async () => {
    let now = 0
    const { periodicTask, problems } = aPeriodicTask('rooms', () => now)
    let asked = 0
    const list = async () => {
      asked += 1
      throw twilio(503)
    }
    for (; now < 60_000; now += 1_000) expect(await periodicTask.first('list', list)).toBeUndefined()
    expect(asked).toBe(60)
    expect(problems).toHaveLength(5)
  })
})

describe('trouble of the store', () => {
  it('ends the round and is thrown, and no item is reported', async () => {
    const { periodicTask, problems } = aPeriodicTask()
    const tried: string[] = []
    const work = async (item: string) => {
      tried.push(item)
      throw new StoreTrouble('full', { reason: 'OOM' })
    }
    await expect(periodicTask.each(['a', 'b', 'c', 'd'], self, work, 2)).rejects.toThrow('full')
    expect(tried).toEqual(['a', 'b'])
    await expect(periodicTask.first('list', () => work('list'))).rejects.toThrow('full')
    expect(problems).toEqual([])
  })
})

describe("Twilio's 429", () => {
  it('pauses the round for 1 s, which then goes on with one item at a time', async () => {
    const { periodicTask, problems } = aPeriodicTask()
    const began = performance.now()
    const starts: number[] = []
    let atOnce = 0
    let most = 0
    const work = async (item: string) => {
      starts.push(performance.now() - began)
      atOnce += 1
      if (starts.length > 2) most = Math.max(most, atOnce)
      await Promise.resolve()
      atOnce -= 1
      if (item === 'a' || item === 'b') throw twilio(429)
      return item
    }
    expect(await periodicTask.each(['a', 'b', 'c', 'd', 'e'], self, work, 2)).toEqual(['c', 'd', 'e'])
    expect(problems.map(({ item, cause }) => `${item} ${cause}`)).toEqual(['a twilio 429', 'b twilio 429'])
    expect(starts[1]).toBeLessThan(500)
    expect(starts[2]).toBeGreaterThan(990)
    expect(most).toBe(1)
  })

  it('pauses the round for as long as it asks', async () => {
    const { periodicTask } = aPeriodicTask()
    const began = performance.now()
    const work = async (item: string) => {
      if (item === 'a') throw twilio(429, 300)
      return performance.now() - began
    }
    const [second = 0] = await periodicTask.each(['a', 'b'], self, work, 1)
    expect(second).toBeGreaterThan(290)
    expect(second).toBeLessThan(990)
  })

  it('at the beginning of a round is retried, three attempts in all', async () => {
    const { periodicTask, problems } = aPeriodicTask()
    let asked = 0
    const list = async () => {
      asked += 1
      if (asked < 3) throw twilio(429, 20)
      return 'list'
    }
    expect(await periodicTask.first('list', list)).toBe('list')
    asked = -3
    expect(await periodicTask.first('list', list)).toBeUndefined()
    expect([asked, problems.length]).toEqual([0, 1])
  })

  it('does not keep a process from its end', async () => {
    const { periodicTask, ending } = aPeriodicTask()
    const tried: string[] = []
    const pass = periodicTask.each(
      ['a', 'b'],
      self,
      async (item) => {
        tried.push(item)
        throw twilio(429, 60_000)
      },
      1,
    )
    ending.abort()
    await pass
    expect(tried).toEqual(['a'])
  })
})

it.each([
  ['twilio 500', twilio(500)],
  ['twilio 404', new Permanent('no', { status: 404, code: 20404 })],
  ['twilio away', twilio(0)],
  ['twilio', new Retryable('read room: the answer is not a resource')],
  ['unreadable', z.object({ a: z.string() }).safeParse({}).error],
  ['unreadable', new SyntaxError('JSON')],
  ['unreadable', new Error('WRONGTYPE Operation against a key holding the wrong kind of value')],
  ['unreadable', Object.assign(new Error('invalid distance'), { code: 'Z_DATA_ERROR' })],
  ['broken', new Error('anything')],
])('the cause is %s', (cause, problem) => {
  expect(causeOf(problem)).toBe(cause)
})
