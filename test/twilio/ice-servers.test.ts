import { afterAll, beforeAll, expect, it } from 'vitest'
import { iceServers } from '../../src/twilio/ice-servers.ts'
import { anAccount } from '../support/an-account.ts'

let account: Awaited<ReturnType<typeof anAccount>>
beforeAll(async () => {
  account = await anAccount()
})
afterAll(() => account.stop())

const turn = { urls: 'turn:127.0.0.1:3478?transport=udp', username: 'somebody', credential: 'simulated' }

it('TURN servers are requested once a minute, with credentials for three', async () => {
  await account.sim.turn([{ urls: 'stun:127.0.0.1:3478' }, turn])
  const { last } = await account.sim.journal(Number.MAX_SAFE_INTEGER)
  const asked = async () =>
    (await account.sim.journal(last)).entries.filter(({ path }) => String(path).endsWith('/Tokens.json'))
  let now = 0
  const twilio = iceServers(account.simulator.sdk, () => now)
  const answers = await Promise.all([twilio.iceServers(), twilio.iceServers()])
  for (const answer of answers) expect(answer).toEqual([{ urls: 'stun:127.0.0.1:3478' }, turn])
  now = 59_000
  await twilio.iceServers()
  expect(await asked()).toMatchObject([{ params: { Ttl: '180' } }])
  now = 61_000
  await twilio.iceServers()
  expect(await asked()).toHaveLength(2)
})

it('TURN servers are requested again at once after Twilio gave none', async () => {
  await account.sim.turn([turn])
  await account.sim.fault({ kind: 'status', product: 'api', status: 503, times: 1 })
  const twilio = iceServers(account.simulator.sdk)
  await expect(twilio.iceServers()).rejects.toMatchObject({ name: 'Retryable' })
  expect(await twilio.iceServers()).toEqual([turn])
})
