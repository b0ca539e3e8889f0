import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createAdaptorServer } from '@hono/node-server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aMessage, doors } from '../support/a-command.ts'
import { signedForm } from '../support/a-signed-form.ts'
import { anApp } from '../support/an-app.ts'

type Sent = {
  readonly target?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
}

const good = signedForm(doors.conversations, aMessage())

/** A request on a socket: target and headers go over the wire as they are here. */
async function overTheWire({ target = doors.conversations, headers = {}, body = good.body }: Sent) {
  const { app, accepted } = anApp()
  const server = createAdaptorServer({ fetch: app.fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // it listens on TCP
  const sending = request({ host: '127.0.0.1', port, path: target, method: 'POST', agent: false })
  for (const [name, value] of Object.entries({ ...good.headers, ...headers })) sending.setHeader(name, value)
  sending.end(body)
  const [answer] = (await once(sending, 'response')) as [IncomingMessage]
  return { status: answer.statusCode, text: await text(answer), accepted }
}

describe('a webhook on the wire', () => {
  it('is accepted at our public address, whatever host and protocol the proxy claims', async () => {
    const headers = { host: 'internal:3000', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
    const { status, accepted } = await overTheWire({ headers })
    expect([status, accepted.length]).toEqual([204, 1])
  })

  it('is accepted in chunks', async () => {
    const { status, accepted } = await overTheWire({ headers: { 'transfer-encoding': 'chunked' } })
    expect([status, accepted.length]).toEqual([204, 1])
  })

  it('is refused (413) when it is over 640 KiB, in chunks or not', async () => {
    const large = { ...signedForm(doors.conversations, aMessage({ Body: 'x'.repeat(640 * 1024) })) }
    const { status, accepted } = await overTheWire({
      headers: { ...large.headers, 'transfer-encoding': 'chunked' },
      body: large.body,
    })
    expect([status, accepted]).toEqual([413, []])
    const announced = await overTheWire({
      headers: { ...large.headers, 'content-length': `${large.body.length}` },
      body: large.body,
    })
    expect(announced.status).toBe(413)
  })

  it('is refused (403) with two signatures', async () => {
    const signature = good.headers['x-twilio-signature'] ?? ''
    const { status, accepted } = await overTheWire({ headers: { 'x-twilio-signature': [signature, signature] } })
    expect([status, accepted]).toEqual([403, []])
  })

  it.each([
    `${doors.conversations}?`,
    `${doors.conversations}?x=1`,
    '/webhooks/conversations/../video',
    '/webhooks/conversations/%2e%2e/taskrouter',
    '/webhooks/%63onversations',
    '/webhooks%2Fconversations',
    '//webhooks/conversations',
    '/webhooks/conversations/',
    `http://flex.example.com${doors.conversations}`,
  ])('is refused under another spelling of our address: %s', async (target) => {
    const { status, accepted, text: said } = await overTheWire({ target })
    expect([400, 403, 404]).toContain(status)
    expect(accepted).toEqual([])
    expect(said).not.toMatch(/ {4}at |node_modules/)
  })
})
