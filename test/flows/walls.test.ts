import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { live } from '../support/a-case.ts'
import { aPhoneCall, streaming } from '../support/a-phone-call.ts'
import { aReceiver, secret } from '../support/a-receiver.ts'
import { aTransfer } from '../support/a-transfer.ts'
import { isNamed, keysInTheDocument } from '../support/the-key-table.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: streaming() })
  await centre.sim.voice({ media: false })
})
afterAll(() => centre?.stop())

async function asSupervisor() {
  const { sid } = await centre.hire(['supervisor'])
  const token = await centre.sim.flexToken(sid, { roles: ['supervisor'] })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return (method: string, path: string, body?: object) =>
    fetch(`${centre.serverUrl}/api/webhooks${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
}

describe('the running simulator', () => {
  it('refuses control requests from a foreign page (403 or 415), and goes on as before', async () => {
    const before = await centre.last()
    for (const headers of [
      { origin: 'https://shop.example', 'content-type': 'application/json' },
      { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
      { 'content-type': 'application/x-www-form-urlencoded' },
    ]) {
      const answer = await fetch(`${centre.simulatorUrl}/__sim/reset`, { method: 'POST', headers, body: '{}' })
      expect([403, 415]).toContain(answer.status)
    }
    expect(await centre.last()).toBeGreaterThanOrEqual(before)
    expect((await centre.sim.hire({ name: 'still-here@example.com' })).sid).toMatch(/^WK/)
  })

  it('redirects a token to this machine only', async () => {
    const to = (address: string) =>
      fetch(`${centre.simulatorUrl}/sign-in?return=${encodeURIComponent(address)}`).then(({ status }) => status)
    expect(await to(`${centre.serverUrl}/supervisor`)).toBe(200)
    expect(await to('https://shop.example/')).toBe(400)
  })
})

describe('a webhook endpoint', () => {
  it('is refused at metadata, link-local and multicast addresses, also where private ones are allowed', async () => {
    const asks = await asSupervisor()
    for (const host of [
      '169.254.169.254',
      '2852039166',
      '[::ffff:a9fe:a9fe]',
      '[64:ff9b::a9fe:a9fe]',
      '224.0.0.1',
      '0.0.0.0',
      'metadata.google.internal.',
    ]) {
      const answer = await asks('PUT', '/bad', { url: `http://${host}/latest` })
      expect([answer.status, await answer.json()], host).toEqual([
        422,
        { code: 'private-address', message: expect.any(String), retryable: false },
      ])
    }
  })

  it('gets signed events, and its secret is in Redis neither in plain text nor in base64', async () => {
    const { url, received, forged } = await aReceiver()
    const asks = await asSupervisor()
    expect((await asks('PUT', '/sealed', { url, secrets: [secret], events: ['escalation.*'] })).status).toBe(200)
    const chat = await centre.chat()
    await live(chat)
    await until('an event is there', async () => received.length > 0)
    expect(forged).toEqual([])
    const redis = new Redis(centre.redisUrl)
    const text = String(await redis.hget('escalate:endpoints', 'sealed'))
    await redis.quit()
    expect(JSON.parse(text)).toEqual({ id: 'sealed', url, events: ['escalation.*'], sealed: expect.any(String) })
    for (const part of [secret, secret.slice(6), Buffer.from(secret).toString('base64').slice(0, 40)])
      expect(text).not.toContain(part)
    await chat.ends('wrapup')
    await chat.saying('ended')
  })
})

it('every key that a busy stack leaves in Redis is in the table of docs/architecture.md', async () => {
  const way = await aTransfer(centre)
  await way.toBen()
  await way.accept()
  await way.is('completed')
  const call = await aPhoneCall(centre)
  await call.saying('on')
  await centre.sim.hangUp(call.taskSid)
  await call.saying('over')
  const redis = new Redis(centre.redisUrl)
  const names = keysInTheDocument()
  await until('the hours are counted', async () => (await redis.exists('escalate:projection:history:cursor')) === 1)
  const keys = await redis.keys('*')
  await redis.quit()
  expect(keys.length).toBeGreaterThan(30)
  expect(keys.filter((key) => !names.some((name) => isNamed(key, name)))).toEqual([])
})
