import { Redis } from 'ioredis'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createTaskRouterForward, waitBeforeNext } from '../../src/outbound/taskrouter-forward.ts'
import { resigned } from '../../src/twilio/resigned.ts'
import { until } from '../../tools/until.ts'
import { createTaskRouterForwarder } from '../../workers/outbound/taskrouter-forwarder.ts'
import { aConsumer } from '../support/a-consumer.ts'
import { aRedis } from '../support/a-redis.ts'
import { signatureOf } from '../support/a-signed-form.ts'
import { sid } from '../support/an-assignment.ts'
import { authToken } from '../support/an-environment.ts'

function aWay(url: string) {
  const { redis, prefix } = aRedis()
  const jobs = `jobs-${prefix}`
  // BullMQ's workers block, so they need a connection of their own.
  const patient = new Redis(process.env['REDIS_URL'] ?? '', { maxRetriesPerRequest: null })
  const way = createTaskRouterForward(redis, { isReady: () => true }, jobs)
  const worker = createTaskRouterForwarder(
    patient,
    { url, authTokens: [authToken, 'the-one-before'], patiently: (work) => work() },
    jobs,
  )
  onTestFinished(async () => {
    await worker.close()
    await way.queue.obliterate({ force: true })
    await way.close()
    patient.disconnect()
  })
  const send = (n: number) => {
    const form = {
      AccountSid: sid('AC', 1),
      EventType: 'task.created',
      Sid: sid('EV', n),
      TaskAttributes: '{"name":"Zoë & Co + 1"}',
    }
    // Twilio encodes forms in its own way: the body must stay as it came.
    const body = new URLSearchParams(form).toString().replaceAll('%22', '\u0022')
    return way.forward({ form, body, idempotencyToken: `token-${n}` }).then(() => body)
  }
  return { send, queue: way.queue }
}

describe('a forwarded event', () => {
  it('arrives byte for byte, with a signature that Twilio’s own check accepts, and is not kept', async () => {
    const { url, got } = await aConsumer(authToken)
    const { send, queue } = aWay(`${url}#rc=3`)
    const body = await send(1)
    await until('it is there', async () => got.length === 1)
    expect(got[0]).toMatchObject({ body, isGenuine: true })
    expect(got[0]?.headers).toMatchObject({
      'i-twilio-idempotency-token': 'token-1',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    })
    await until('nothing of it is kept', async () => (await queue.getJobs()).length === 0)
  })

  it('arrives once when Twilio sends it twice', async () => {
    const { url, got } = await aConsumer(authToken)
    const { send, queue } = aWay(url)
    await send(1)
    await until('it is there', async () => got.length === 1)
    await Promise.all([send(1), send(2)])
    await until('the next is there', async () => got.length >= 2)
    await until('nothing waits', async () => (await queue.getJobs()).length === 0)
    expect(got).toHaveLength(2)
    expect(new Set(got.map(({ body }) => body)).size).toBe(2)
  })

  it('is sent again after an answer of 503', async () => {
    const { url, got } = await aConsumer(authToken, (n, response) => void response.writeHead(n === 1 ? 503 : 200).end())
    const { send } = aWay(url)
    await send(1)
    await until('it is there twice', async () => got.length === 2)
    expect(got[1]?.body).toBe(got[0]?.body)
  })

  it('is refused while Redis is away', async () => {
    const { redis, prefix } = aRedis()
    const way = createTaskRouterForward(redis, { isReady: () => false }, `jobs-${prefix}`)
    onTestFinished(() => way.close())
    const event = { form: {}, body: '', idempotencyToken: undefined }
    await expect(way.forward(event)).rejects.toThrow('Redis is away')
  })
})

describe('the waits between attempts', () => {
  it('begin with 1 s, 2 s and 4 s, and add up to 363 s', () => {
    const waits = Array.from({ length: 11 }, (_, i) => waitBeforeNext(i + 1, () => 0.5))
    expect(waits.slice(0, 3)).toEqual([1_000, 2_000, 4_000])
    expect(waits.reduce((sum, each) => sum + each, 0)).toBe(63_000 + 5 * 60_000)
  })
})

describe('a new signature', () => {
  it('is Twilio’s for the address without its fragment and its credentials', () => {
    const form = { EventType: 'task.created', Empty: '' }
    const body = new URLSearchParams(form).toString()
    const plain = 'https://other.example.com:8443/hook?a=1'
    const { address, signature } = resigned('https://user:word@other.example.com:8443/hook?a=1#rc=2', body, authToken)
    expect(address).toBe('https://user:word@other.example.com:8443/hook?a=1')
    expect(signature).toBe(signatureOf(plain, form))
  })
})
