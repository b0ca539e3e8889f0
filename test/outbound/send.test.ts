import { describe, expect, it } from 'vitest'
import { createSend } from '../../src/outbound/send.ts'
import { aReceiver, oldSecret, secret } from '../support/a-receiver.ts'

const event = {
  id: 'evt-1',
  body: { type: 'escalation.live', timestamp: '2026-11-21T12:00:00.000Z', data: { id: 'esc-1' } },
}
const send = createSend({ mayBePrivate: true, mayBePlain: true })

describe('sending an event', () => {
  it('signs it so that the specification’s library accepts it', async () => {
    const { url, received, forged } = await aReceiver()
    expect(await send({ url, secrets: [secret] }, event)).toEqual({ is: 'delivered' })
    expect([received, forged]).toEqual([[event], []])
  })

  it('signs it with both secrets while one is being replaced', async () => {
    const { url, received } = await aReceiver(undefined, [secret, oldSecret])
    await send({ url, secrets: [secret, oldSecret] }, event)
    expect(received).toHaveLength(1)
  })

  it('signs it so that a receiver with another secret refuses it', async () => {
    const { url, forged } = await aReceiver()
    await send({ url, secrets: [oldSecret] }, event)
    expect(forged).toHaveLength(1)
  })

  it.each([
    [500, {}, { is: 'failed', why: 'answered 500' }],
    [404, {}, { is: 'failed', why: 'answered 404' }],
    [410, {}, { is: 'gone' }],
    [429, { 'retry-after': '120' }, { is: 'failed', why: 'answered 429', retryAfterMs: 120_000 }],
    [503, { 'retry-after': 'soon' }, { is: 'failed', why: 'answered 503' }],
  ])('reports an answer of %i', async (status, headers, expected) => {
    const { url } = await aReceiver((_, response) => void response.writeHead(status, headers).end('no'))
    expect(await send({ url, secrets: [secret] }, event)).toEqual(expected)
  })

  it('follows no redirect', async () => {
    const elsewhere = await aReceiver()
    const { url } = await aReceiver((_, response) => void response.writeHead(307, { location: elsewhere.url }).end())
    expect(await send({ url, secrets: [secret] }, event)).toEqual({ is: 'failed', why: 'answered 307' })
    expect(elsewhere.received).toEqual([])
  })

  it('counts an endless answer as delivered, and cuts it off', async () => {
    let isCut: () => void
    const cut = new Promise<void>((resolve) => (isCut = resolve))
    const { url } = await aReceiver((_, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'.repeat(4_096)), 1)
      response.on('close', () => {
        clearInterval(timer)
        isCut()
      })
    })
    expect(await send({ url, secrets: [secret] }, event)).toEqual({ is: 'delivered' })
    await cut
  })

  it('reports an address where nothing listens', async () => {
    expect(await send({ url: 'http://127.0.0.1:9/hook', secrets: [secret] }, event)).toMatchObject({
      is: 'failed',
      why: 'ECONNREFUSED',
    })
  })
})

describe('an event is not sent', () => {
  const strict = createSend({ mayBePrivate: false, mayBePlain: false })

  it('over http', async () => {
    const { url, received } = await aReceiver()
    expect(await strict({ url, secrets: [secret] }, event)).toEqual({ is: 'failed', why: 'not https' })
    expect(received).toEqual([])
  })

  it.each(['https://127.0.0.1:1/', 'https://localhost:1/', 'https://[::1]:1/'])(
    'to %s, which is not public',
    async (url) => {
      const expected = { is: 'failed', why: 'the address is not a public one' }
      expect(await strict({ url, secrets: [secret] }, event)).toEqual(expected)
    },
  )

  it('over http in production’s own network', async () => {
    const { url, received } = await aReceiver()
    const own = createSend({ mayBePrivate: true, mayBePlain: false })
    expect(await own({ url, secrets: [secret] }, event)).toEqual({ is: 'failed', why: 'not https' })
    expect(received).toEqual([])
  })
})
