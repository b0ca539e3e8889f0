import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer, type HttpServer } from '../../src/http/server.ts'
import { builtPages } from '../../tools/page-build.ts'
import { listen } from '../../workers/listen.ts'
import { anApp } from '../support/an-app.ts'

const { app } = anApp({ isDraining: () => false })
const about = { keepAliveSeconds: 5, rejected: () => {}, log: { warn: () => {} } }

async function served(publicUrl: string): Promise<HttpServer & { readonly port: number }> {
  const listening = createHttpServer(getRequestListener(app.fetch), { ...about, publicUrl })
  await new Promise<void>((resolve) => listening.server.listen(0, '127.0.0.1', resolve))
  return { ...listening, port: (listening.server.address() as AddressInfo).port } // it listens on TCP
}

let secure: Awaited<ReturnType<typeof served>>
let plain: Awaited<ReturnType<typeof served>>
beforeAll(async () => {
  await builtPages()
  secure = await served('https://escalate.example.com')
  plain = await served('http://127.0.0.1:3000')
}, 60_000)
afterAll(() => Promise.all([secure.close(), plain.close()]))

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, unknown>> }

const ask = (port: number, path: string, method = 'GET') =>
  new Promise<Answer>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, agent: false }, (answer) => {
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers })
      answer.destroy()
    })
      .on('error', reject)
      .end()
  })

/** Every route of the app, with values in place of its parameters. */
const routes = [...new Set(app.routes.map(({ method, path }) => `${method} ${path}`))].map((each) => {
  const [method = '', path = ''] = each.split(' ')
  return [method === 'ALL' ? 'GET' : method, path.replace(/:\w+(\{[^}]*\})?/g, 'x').replace(/\*/g, 'nothing')] as const
})
const extra = [
  ['GET', '/nothing'],
  ['GET', '/'],
  ['PUT', '/healthz'],
  ['HEAD', '/healthz'],
  ['HEAD', '/j/x'],
  ['GET', '/j/%ff'],
  ['OPTIONS', '/api/escalations'],
  ['DELETE', '/webhooks/video'],
  ['POST', '/j/x/nothing'],
] as const

describe('every answer', () => {
  it('of every route, and to an unknown route, is not cached, not sniffed, and keeps browsers to TLS', async () => {
    expect(routes.length).toBeGreaterThan(40)
    const wrong: string[] = []
    for (const [method, path] of [...routes, ...extra]) {
      const { status, headers } = await ask(secure.port, path, method)
      const isGood =
        String(headers['cache-control']).startsWith('no-store') &&
        headers['x-content-type-options'] === 'nosniff' &&
        headers['strict-transport-security'] === 'max-age=31536000; includeSubDomains'
      if (!isGood) wrong.push(`${method} ${path} ${status} ${JSON.stringify(headers)}`)
    }
    expect(wrong).toEqual([])
  })

  it('has no TLS header where the public address has no TLS', async () => {
    for (const path of ['/healthz', '/j/', '/supervisor', '/metrics', '/nothing']) {
      const { headers } = await ask(plain.port, path)
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      expect(headers['strict-transport-security']).toBeUndefined()
    }
  })

  it('is not cached, except the assets named by their content, which are for a year', async () => {
    for (const [folder, address] of [
      ['../../join-page/dist/assets/', '/j/assets/'],
      ['../../supervisor-page/dist/assets/', '/supervisor/assets/'],
    ] as const)
      for (const file of readdirSync(new URL(folder, import.meta.url))) {
        const { status, headers } = await ask(secure.port, `${address}${file}`)
        expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
        expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' })
        expect(headers['strict-transport-security']).toBeDefined()
      }
  })
})

it('a worker’s answers have the same headers', async () => {
  const answers = { metrics: async () => '', whatIsWrong: () => undefined, port: 0, host: '127.0.0.1' }
  const worker = await listen({ ...answers, about: { ...about, publicUrl: 'https://escalate.example.com' } })
  const { port } = worker.server.address() as AddressInfo // it listens on TCP
  for (const path of ['/healthz', '/metrics', '/nothing'])
    expect((await ask(port, path)).headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.any(String),
    })
  await worker.close()
})
