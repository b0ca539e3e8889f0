import { describe, expect, it } from 'vitest'
import { aDesk, conversationSid, sid } from '../support/a-desk.ts'
import { aHouse } from '../support/a-house.ts'
import { viewIn } from '../support/a-view.ts'
import { anEngine } from '../support/an-engine.ts'

const take = (key: string, id = `take-${key}`) => ({ type: 'take', id, key, at: 1, name: 'ada' }) as const

describe('what only one may hold', () => {
  it('is refused to the second, with the name of the holder', async () => {
    const engine = anEngine()
    expect(await engine.hears(take('CH1'))).not.toHaveProperty('refusal')
    expect(await engine.hears(take('CH2'))).toMatchObject({
      refusal: { code: 'taken', message: 'the one with 0 has it' },
    })
    expect(await engine.total('CH2')).not.toHaveProperty('claim')
  })

  it('is held by exactly one of many that reach for it at the same moment', async () => {
    const engine = anEngine()
    const steps = await Promise.all(Array.from({ length: 20 }, (_, n) => engine.hears(take(`CH${n}`))))
    expect(steps.filter(({ refusal }) => !refusal)).toHaveLength(1)
  })

  it('is free again when it is let go', async () => {
    const engine = anEngine()
    await engine.hears(take('CH1'))
    await engine.hears({ type: 'drop', id: 'drop', key: 'CH1', at: 1 })
    expect(await engine.hears(take('CH2'))).not.toHaveProperty('refusal')
  })

  it('is not taken away by one that never had it', async () => {
    const engine = anEngine()
    await engine.hears(take('CH1'))
    await engine.hears(take('CH2'))
    await engine.hears({ type: 'drop', id: 'drop', key: 'CH2', at: 1 })
    expect(await engine.hears(take('CH3'))).toHaveProperty('refusal')
  })

  it('a refusal is remembered like any decision: the same event again is no second try', async () => {
    const engine = anEngine()
    await engine.hears(take('CH1'))
    await engine.hears(take('CH2'))
    await engine.hears({ type: 'drop', id: 'drop', key: 'CH1', at: 1 })
    await engine.hears(take('CH2'))
    expect(await engine.total('CH2')).not.toHaveProperty('claim')
  })
})

describe('a video whose agent went on to another one', () => {
  const typed = (key: string, n: number) => ({
    type: 'command.given',
    id: sid('IM', n),
    key,
    at: Date.now() + n,
    command: 'video',
    argument: '',
    by: { identity: aDesk().identity },
    messageSid: sid('IM', n),
  })

  it('ends when its room is closed, also with another /video waiting for that', async () => {
    const house = aHouse()
    const second = { desk: aDesk({ taskSid: sid('WT', 2), reservationSid: sid('WR', 2) }), key: sid('CH', 0xc2) }
    await house.accepts()
    await house.accepts(second.desk, second.key)
    const ada = house.as('ada')
    const { id } = await viewIn(await ada.post('/escalations', { taskSid: aDesk().taskSid }))
    await house.work()
    await ada.post(`/escalations/${id}/end`)
    await house.hears(typed(conversationSid, 1)) // still ending: it waits its turn
    expect((await ada.post('/escalations', { taskSid: second.desk.taskSid })).status).toBe(202)
    await house.work()
    expect(await viewIn(await ada.get(`/escalations/${id}`))).not.toMatchObject({ state: 'ending' })
  })
})
