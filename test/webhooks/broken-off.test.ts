import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Retryable } from '../../src/core/errors.ts'
import { until } from '../../tools/until.ts'
import type { AppDeps } from '../../webhooks/app.ts'
import { createMetrics } from '../../webhooks/metrics.ts'
import { countRequests } from '../../webhooks/node/count-requests.ts'
import { routesOf } from '../../webhooks/node/request-routes.ts'
import { aMessage, doors } from '../support/a-command.ts'
import { signedForm } from '../support/a-signed-form.ts'
import { aSocket } from '../support/a-socket.ts'
import { anApp } from '../support/an-app.ts'
import { anOpenVideo } from '../support/an-open-video.ts'

type Cut = { readonly path: string; readonly headers: readonly string[]; readonly part: string }

/** The server behind a socket, its counts and its log. */
async function aServer(changes: Partial<AppDeps> = {}) {
  const metrics = createMetrics()
  const lines: string[] = []
  const log = pino(
    {},
    new Writable({
      write: (chunk, _, done) => {
        lines.push(String(chunk))
        done()
      },
    }),
  )
  const { app } = anApp({ metrics, log, ...changes })
  const server = createServer(getRequestListener(app.fetch))
  server.on('request', countRequests(routesOf(app.routes), metrics))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // it listens on TCP
  const url = `http://127.0.0.1:${port}`

  /** Sends the header and a part of the body, and hangs up once these have arrived. */
  async function cutOff({ path, headers, part }: Cut): Promise<void> {
    const caller = await aSocket(url)
    const asked = once(server, 'request')
    caller.write([`POST ${path} HTTP/1.1`, 'Host: escalate.test', ...headers, '', part].join('\r\n'))
    await asked
    caller.hangUp()
    await caller.closed
  }
  return { url, cutOff, lines, told: () => metrics.registry.metrics() }
}

const form = 'Content-Type: application/x-www-form-urlencoded'
const json = 'Content-Type: application/json'

describe('a request that its caller cuts off', () => {
  it.each(Object.values(doors))(
    'at %s counts as broken off, not as failed or forged, and is not logged',
    async (path) => {
      const { cutOff, lines, told } = await aServer()
      const cut = { path, headers: [form, 'Content-Length: 1000'], part: 'AccountSid=' }
      for (let n = 0; n < 20; n++) await cutOff(cut)
      await until('all are counted', async () => (await told()).includes(`{door="${path}",outcome="broken-off"} 20`))
      expect(await told()).not.toMatch(/outcome="(failed|bad-signature)"/)
      expect(await told()).toContain(`{route="${path}",method="POST",status="499"} 20`)
      expect(lines).toEqual([])
    },
  )

  it('in chunks counts as broken off, too', async () => {
    const { cutOff, lines, told } = await aServer()
    await cutOff({ path: doors.video, headers: [form, 'Transfer-Encoding: chunked'], part: '3e8\r\nAccountSid=' })
    await until('it is counted', async () => (await told()).includes('outcome="broken-off"} 1'))
    expect(await told()).not.toContain('outcome="failed"')
    expect(lines).toEqual([])
  })

  it.each([
    ['with a length', 'Content-Length: 500', '{"device":"'],
    ['in chunks', 'Transfer-Encoding: chunked', '1f4\r\n{"device":"'],
  ])('on the customer’s page, %s, is not logged', async (_, length, part) => {
    const { house, link } = await anOpenVideo()
    const { cutOff, lines, told } = await aServer({ escalations: house.escalations })
    for (const path of [link, `${link}/readiness`, `${link}/rating`]) {
      await cutOff({ path, headers: [json, length], part })
    }
    await until('all are counted', async () => (await told()).match(/status="499"} 1/g)?.length === 3)
    expect(lines).toEqual([])
  })

  it('at the API, with a length or in chunks, is not logged', async () => {
    const flexTokens = { check: async () => ({ workerSid: 'WK1', roles: ['agent'] }) }
    const { cutOff, lines, told } = await aServer({ flexTokens })
    const authorization = 'Authorization: Bearer x'
    await cutOff({ path: '/api/escalations', headers: [authorization, json, 'Content-Length: 500'], part: '{"' })
    const chunked = [authorization, json, 'Transfer-Encoding: chunked']
    await cutOff({ path: '/api/escalations', headers: chunked, part: '1f4\r\n{"' })
    await until('both are counted', async () => (await told()).includes('status="499"} 2'))
    expect(lines).toEqual([])
  })
})

it('a complete webhook that could not be kept counts as failed, also when its caller has left', async () => {
  const waiting = Promise.withResolvers<void>()
  let isWaiting = false
  const accept = () => {
    isWaiting = true
    return waiting.promise
  }
  const { url, told } = await aServer({ accept })
  const { headers, body } = signedForm(doors.conversations, aMessage())
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const caller = await aSocket(url)
  const head = [
    `POST ${doors.conversations} HTTP/1.1`,
    'Host: escalate.test',
    ...lines,
    `Content-Length: ${body.length}`,
  ]
  caller.write([...head, '', body].join('\r\n'))
  await until('it waits for Redis', async () => isWaiting)
  caller.hangUp()
  await caller.closed
  await until('it is seen that the caller has left', async () => (await told()).includes('status="499"} 1'))
  waiting.reject(new Retryable('Redis is away'))
  await until('it is counted', async () => (await told()).includes('outcome="failed"} 1'))
})
