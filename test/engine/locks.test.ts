import { describe, expect, it } from 'vitest'
import { aHouse } from '../support/a-house.ts'
import { viewIn } from '../support/a-view.ts'
import { anAssignment, conversationSid, sid } from '../support/an-assignment.ts'
import { anEngine } from '../support/an-engine.ts'

const take = (key: string, id = `take-${key}`) => ({ type: 'take', id, key, at: 1, name: 'ada' }) as const

describe('a lock', () => {
  it('is refused to a second record, which gets the holder', async () => {
    const engine = anEngine()
    expect(await engine.receives(take('CH1'))).not.toHaveProperty('refusal')
    expect(await engine.receives(take('CH2'))).toMatchObject({
      refusal: { code: 'taken', message: 'the one with 0 has it' },
    })
    expect(await engine.total('CH2')).not.toHaveProperty('lock')
  })

  it('goes to exactly one of twenty records that take it at the same moment', async () => {
    const engine = anEngine()
    const steps = await Promise.all(Array.from({ length: 20 }, (_, n) => engine.receives(take(`CH${n}`))))
    expect(steps.filter(({ refusal }) => !refusal)).toHaveLength(1)
  })

  it('is free again when its holder drops it', async () => {
    const engine = anEngine()
    await engine.receives(take('CH1'))
    await engine.receives({ type: 'drop', id: 'drop', key: 'CH1', at: 1 })
    expect(await engine.receives(take('CH2'))).not.toHaveProperty('refusal')
  })

  it('stays with its holder when another record drops it', async () => {
    const engine = anEngine()
    await engine.receives(take('CH1'))
    await engine.receives(take('CH2'))
    await engine.receives({ type: 'drop', id: 'drop', key: 'CH2', at: 1 })
    expect(await engine.receives(take('CH3'))).toHaveProperty('refusal')
  })

  it('is not given to a refused event that is delivered again', async () => {
    const engine = anEngine()
    await engine.receives(take('CH1'))
    await engine.receives(take('CH2'))
    await engine.receives({ type: 'drop', id: 'drop', key: 'CH1', at: 1 })
    await engine.receives(take('CH2'))
    expect(await engine.total('CH2')).not.toHaveProperty('lock')
  })
})

describe('a video whose agent has gone on to another one', () => {
  const typed = (key: string, n: number) => ({
    type: 'command.given',
    id: sid('IM', n),
    key,
    at: Date.now() + n,
    command: { type: 'video.start' },
    by: { identity: anAssignment().identity },
    messageSid: sid('IM', n),
  })

  it('ends when its room is closed, also while another /video waits for that', async () => {
    const house = aHouse()
    const second = {
      assignment: anAssignment({ taskSid: sid('WT', 2), reservationSid: sid('WR', 2) }),
      key: sid('CH', 0xc2),
    }
    await house.accepts()
    await house.accepts(second.assignment, second.key)
    const ada = house.as('ada')
    const { id } = await viewIn(await ada.post('/escalations', { taskSid: anAssignment().taskSid }))
    await house.work()
    await ada.post(`/escalations/${id}/end`)
    await house.receives(typed(conversationSid, 1)) // still ending: the command waits
    expect((await ada.post('/escalations', { taskSid: second.assignment.taskSid })).status).toBe(202)
    await house.work()
    expect(await viewIn(await ada.get(`/escalations/${id}`))).toMatchObject({ id, state: 'cancelled' })
  })
})
