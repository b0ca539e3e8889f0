import { expect, it } from 'vitest'
import { Permanent, Retryable, StoreTrouble } from '../../src/core/errors.ts'
import { createPatience } from '../../src/engine/patience.ts'
import { perform } from '../../src/engine/perform.ts'
import { storeTroubleIn } from '../../src/engine/store-trouble.ts'
import { currentFormat, upgraded } from '../../src/formats/index.ts'
import { aCounter } from '../support/a-counter.ts'
import { anEngine } from '../support/an-engine.ts'
import { createMemoryStore } from '../support/memory-store.ts'

const full = () =>
  Object.assign(new Error("OOM command not allowed when used memory > 'maxmemory'."), { name: 'ReplyError' })

/** Patience, and a store that refuses a given number of times. */
function patient(refusals: number) {
  const told: string[] = []
  const ending = new AbortController()
  let asked = 0
  const work = async () => {
    asked += 1
    if (asked <= refusals) throw full()
    return 'kept'
  }
  return { told, ending, work, asked: () => asked, patiently: createPatience((each) => told.push(each), ending.signal) }
}

it('work that a full store refuses three times is tried four times', async () => {
  const { patiently, work, told, asked } = patient(3)
  expect(await patiently(work)).toBe('kept')
  expect([asked(), told]).toEqual([4, ['OOM', 'OOM', 'OOM']])
})

it('work of a process that is stopping is not tried again, and fails with the store’s reason', async () => {
  const { patiently, work, ending, asked } = patient(Number.POSITIVE_INFINITY)
  ending.abort()
  await expect(patiently(work)).rejects.toMatchObject({ name: 'StoreTrouble', reason: 'OOM' })
  expect(asked()).toBe(1)
})

it('work on data of a newer format is not tried again: its job has to go to another process', async () => {
  const { patiently, told } = patient(0)
  let asked = 0
  const work = async () => {
    asked += 1
    return upgraded('state', {}, currentFormat + 1)
  }
  await expect(patiently(work)).rejects.toMatchObject({ name: 'StoreTrouble', reason: 'newer-format' })
  expect([asked, told]).toEqual([1, ['newer-format']])
})

it.each([new Permanent('no such room'), new Retryable('Twilio said 503'), new TypeError('a rule is broken')])(
  '%s is thrown at once',
  async (problem) => {
    const { patiently, told } = patient(0)
    await expect(patiently(() => Promise.reject(problem))).rejects.toBe(problem)
    expect(told).toEqual([])
  },
)

it('several problems are the store’s when all of them are', () => {
  expect(storeTroubleIn(new AggregateError([full(), new StoreTrouble('no', { reason: 'away' })]))).toBe('OOM')
  expect(storeTroubleIn(new AggregateError([full(), new Error('something else')]))).toBeUndefined()
  expect(storeTroubleIn(new AggregateError([]))).toBeUndefined()
})

it('an effect whose outcome a full store refuses four times is performed once', async () => {
  const { patiently } = patient(0)
  const store = createMemoryStore()
  let refusals = 4
  const save: typeof store.save = (place, change) => {
    refusals -= 1
    return refusals < 0 ? store.save(place, change) : Promise.reject(full())
  }
  let performed = 0
  const counter = aCounter(async () => {
    performed += 1
  })
  const engine = anEngine(counter, { ...store, save })
  const run = { effectId: 'counter-CH1-1-0', effect: { type: 'tell', what: '1' }, trace: 'EV1', key: 'CH1' }
  await perform(counter, { ...run, isRepeat: false, isLast: true }, { ...engine.deps, patiently })
  expect(performed).toBe(1)
  expect(await engine.total()).toMatchObject({ told: ['1'] })
})
