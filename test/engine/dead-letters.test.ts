import { describe, expect, it } from 'vitest'
import { createDeadLetters } from '../../src/engine/dead-letters.ts'
import { until } from '../../tools/until.ts'
import { aQueueWithParked } from '../support/a-queue.ts'

const ready = () => true

describe('dead letters', () => {
  it('are listed with their reason, the latest first, two of three, with the total', async () => {
    const { queue, name } = await aQueueWithParked(['first', 'second', 'third'])
    const { total, jobs } = await createDeadLetters({ all: [queue] }, ready).list(2)
    expect(total).toBe(3)
    const one = { queue: name, tries: 1, keys: ['CH1'], failedAt: expect.any(Number) }
    expect(jobs).toMatchObject([
      { ...one, reason: 'third' },
      { ...one, reason: 'second' },
    ])
  })

  it('name every conversation of a job of facts, once each', async () => {
    const facts = ['CH1', 'CH2', 'CH1'].map((key) => ({ feature: 'video', event: { type: 'add', key } }))
    const { queue } = await aQueueWithParked(['several'], facts)
    expect((await createDeadLetters({ all: [queue] }, ready).list(5)).jobs[0]?.keys).toEqual(['CH1', 'CH2'])
  })

  it('name the endpoint of an event that no receiver accepted', async () => {
    const { queue } = await aQueueWithParked(['answered 500'], { endpointId: 'crm', event: { id: 'evt-1' } })
    expect((await createDeadLetters({ all: [queue] }, ready).list(5)).jobs[0]?.keys).toEqual(['crm'])
  })

  it('run and leave the list when they are retried, and cannot be retried again', async () => {
    const { queue, name, ran, mend } = await aQueueWithParked(['broken'])
    const parked = createDeadLetters({ all: [queue] }, ready)
    mend()
    expect(await parked.retry(name, 'job-0')).toBe(true)
    await until('it ran', async () => ran.length === 1)
    await until('it is gone', async () => (await parked.list(5)).total === 0)
    expect(await parked.retry(name, 'job-0')).toBe(false)
  })

  it('are not retried by an unknown queue or id', async () => {
    const { queue, name } = await aQueueWithParked(['broken'])
    const parked = createDeadLetters({ all: [queue] }, ready)
    expect(await parked.retry('another', 'job-0')).toBe(false)
    expect(await parked.retry(name, 'another')).toBe(false)
  })

  it('cannot be listed while Redis is away', async () => {
    const parked = createDeadLetters({ all: [] }, () => false)
    await expect(parked.list(5)).rejects.toThrow('Redis is away')
  })
})
