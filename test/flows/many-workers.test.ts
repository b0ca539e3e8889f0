import { afterAll, beforeAll, expect, it } from 'vitest'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { problemIn } from '../support/a-problem.ts'
import { aTransfer } from '../support/a-transfer.ts'

const crowd = 15_000

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre()
  await centre.sim.hire({ name: 'ann@example.com', fullName: 'Ann Lee' })
  await centre.sim.call('POST', '/seed', { workers: [], crowd })
})
afterAll(() => centre?.stop())

it(`a name is looked up among all of ${crowd} workers, and two matches on different pages are ambiguous`, async () => {
  const { chat, ...way } = await aTransfer(centre)
  const last = await centre.sim.hire({ name: 'zoe@example.com', fullName: 'Zoe Last' })
  await centre.sim.hire({ name: 'ann.lee@example.com', fullName: 'Ann Leeds' })
  const ambiguous = await problemIn(await way.ask({ target: { name: 'ann l' } }))
  expect(ambiguous).toMatchObject({ status: 409, code: 'ambiguous-target', found: ['Ann Lee', 'Ann Leeds'] })
  expect((await way.ask({ target: { name: 'zoe' } })).status).toBe(202)
  const { reservations } = await way.invited()
  expect(reservations.map((each) => each.worker_sid)).toEqual([last.sid])
  expect((await chat.messages()).length).toBe(0)
})

it('a queue is found on any page', async () => {
  for (let n = 0; n < 3; n++) await centre.sim.queue(`Queue ${n}`)
  const { ...way } = await aTransfer(centre)
  expect((await way.ask({ target: { name: 'queue 2' } })).status).toBe(202)
})
