import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { twilioFrom } from '../../src/twilio/from-config.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import { anAccount } from '../support/an-account.ts'

let account: Awaited<ReturnType<typeof anAccount>>
let twilio: Twilio
beforeAll(async () => {
  account = await anAccount()
  twilio = twilioFrom(readConfig({ ...account.env, REDIS_URL: 'redis://127.0.0.1' }), () => {})
})
afterAll(() => account.stop())

async function aCallOf(name: string) {
  const { sim } = account
  const worker = await sim.hire({ name })
  const call = await sim.phone({ workerSid: worker.sid, endsWithLastAgent: false })
  await sim.accept(call.reservationSid)
  return { ...call, worker }
}

it('a muted participant’s role comes from TaskRouter’s count of their calls, read only where at most one participant is heard', async () => {
  const { sim } = account
  const [call, other] = [await aCallOf('ada@example.com'), await aCallOf('ben@example.com')]
  const sue = await sim.hire({ name: 'sue@example.com', roles: ['supervisor'] })
  const muted = async (workerSid: string) => (await sim.party(call.taskSid, { workerSid, muted: true })).callSid
  const [listens, serves] = [await muted(sue.sid), await muted(other.worker.sid)]
  const seen = async () => {
    const { conferences } = await twilio.readCall({ taskSid: call.taskSid })
    const participants = conferences.flatMap((each) => each.participants)
    return [listens, serves].map((sid) => participants.find(({ callSid }) => callSid === sid)?.isServing)
  }
  expect(await seen()).toEqual([undefined, undefined])
  await sim.hangUp(call.taskSid, { workerSid: call.worker.sid })
  await twilio.learnAgents()
  expect(await seen()).toEqual([false, true])
  // Hired since the list was read: until the list is new, they do not count as a listener.
  const eve = await sim.hire({ name: 'eve@example.com', roles: ['supervisor'] })
  const late = await muted(eve.sid)
  const { conferences } = await twilio.readCall({ taskSid: call.taskSid })
  expect(conferences[0]?.participants.find(({ callSid }) => callSid === late)).toMatchObject({ isServing: true })
})
