import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { Retryable } from '../../src/core/errors.ts'
import { twilioFrom } from '../../src/twilio/from-config.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import { anAccount } from '../support/an-account.ts'

let account: Awaited<ReturnType<typeof anAccount>>
let twilio: Twilio
let requests = 0
beforeAll(async () => {
  account = await anAccount()
})
afterAll(() => account.stop())
afterEach(() => void vi.useRealTimers())
beforeEach(() => {
  const heard = () => {
    requests += 1
  }
  twilio = twilioFrom(readConfig({ ...account.env, REDIS_URL: 'redis://127.0.0.1' }), heard)
})

const hired = async (name: string) => {
  const worker = await account.sim.hire({ name })
  const chat = await account.sim.chat({ workerSid: worker.sid })
  await account.sim.accept(chat.reservationSid)
  return { ...chat, ...worker }
}
const counted = async <T>(work: Promise<T>) => {
  const before = requests
  return { answer: await work, asked: requests - before }
}

describe('the tasks of an agent, by chat identity', () => {
  it('are those of their accepted reservations in this conversation', async () => {
    const ada = await hired('ada@example.com')
    await twilio.learnAgents()
    const { conversationSid, identity, reservationSid } = ada
    const found = await twilio.assignmentsBy({ conversationSid, identities: [identity, 'cleo'] })
    expect(found).toMatchObject({ agents: [identity], assignments: [{ reservationSid, identity }] })
  })

  it('need no request to Twilio for an identity that is no agent’s', async () => {
    await twilio.learnAgents()
    const { conversationSid } = await hired('ben@example.com')
    const work = twilio.assignmentsBy({
      conversationSid,
      identities: ['0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'cleo', 'cleo@x.y'],
    })
    expect(await counted(work)).toEqual({ answer: { agents: [], assignments: [] }, asked: 0 })
  })

  it('are found for a new worker, and the list of agents is read at most every 5 s', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await twilio.learnAgents()
    const { conversationSid, identity } = await hired('new@example.com')
    const ask = () => twilio.assignmentsBy({ conversationSid, identities: [identity] })
    await expect(ask()).rejects.toThrow(Retryable)
    vi.setSystemTime(Date.now() + 4_999)
    await expect(counted(ask().catch(() => 0))).resolves.toMatchObject({ asked: 0 })
    vi.setSystemTime(Date.now() + 1)
    expect((await ask()).agents).toEqual([identity])
    expect((await counted(ask().catch(() => 0))).asked).toBeGreaterThan(0)
  })

  it('are retryable until the list of agents is known', async () => {
    const { conversationSid, identity } = await hired('early@example.com')
    await expect(twilio.assignmentsBy({ conversationSid, identities: [identity] })).rejects.toThrow(Retryable)
  })
})
