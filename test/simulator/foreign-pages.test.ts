import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { jsonRequest, type RunningSimulator, restRequest, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator({ hosts: ['simulator', 'escalate.example.com'] })
  await simulator.control('POST', '/seed')
})
afterAll(() => simulator.stop())

const foreign = 'https://shop.example'
const json = { 'content-type': 'application/json' }
type Headers = Readonly<Record<string, string>>

/** Sends a request as a browser does: always on loopback, with the headers of a page or of a host name. */
function ask(path: string, headers: Headers, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${simulator.url}${path}`, { method, headers }, (answer) => {
      answer.destroy()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject).end(method === 'POST' && headers['content-type'] === json['content-type'] ? '{}' : '')
  })
}

const port = () => new URL(simulator.url).port
const seeded = () => simulator.cloud.taskrouter.workspaces.size

describe('a page whose name resolves to this machine', () => {
  it.each(['rebound.example', 'rebound.example:4010', '127.0.0.1.rebound.example', '192.168.1.7'])(
    'under %s reads nothing and changes nothing',
    async (host) => {
      for (const path of [
        '/',
        '/desk',
        '/desk/view',
        '/flex',
        '/sign-in',
        '/__sim/state',
        '/video/v1/Rooms',
        '/nothing',
      ])
        expect(await ask(path, { host }), path).toBe(421)
      expect(await ask('/__sim/reset', { host, origin: `http://${host}`, ...json }, 'POST')).toBe(421)
      expect(seeded()).toBe(1)
    },
  )

  it('is distinguished from this machine’s own names and from configured ones', async () => {
    for (const host of [`localhost:${port()}`, `[::1]:${port()}`, '127.0.0.1', '127.1', 'LOCALHOST', 'simulator:4010'])
      expect(await ask('/__sim/state', { host }), host).toBe(200)
  })
})

describe('a foreign page', () => {
  const everywhere = [
    '/__sim/state',
    '/__sim/journal',
    '/__sim/live',
    '/desk/view',
    '/__twilio/flex.twilio.com/plugins',
  ]

  it.each<[string, Headers]>([
    ['a foreign origin', { origin: foreign }],
    ['no origin of its own', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['the word "cross-site"', { 'sec-fetch-site': 'cross-site' }],
    ['the word "same-site"', { 'sec-fetch-site': 'same-site' }],
  ])('with %s reads nothing of the control API, the desk and Flex', async (_, headers) => {
    for (const path of everywhere) expect(await ask(path, headers), path).toBe(403)
  })

  it('can neither reset nor set an agent’s activity', async () => {
    const [worker] = [...simulator.cloud.taskrouter.workspaces.values()].flatMap(({ workers }) => [...workers.keys()])
    for (const path of ['/__sim/reset', `/desk/agents/${worker}/activity`])
      for (const headers of [{ origin: foreign }, { 'sec-fetch-site': 'cross-site' }])
        expect(await ask(path, { ...headers, ...json }, 'POST'), path).toBe(403)
    expect(seeded()).toBe(1)
  })

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', ''])(
    'posts no form of type "%s", also from a browser without an origin header',
    async (type) => {
      const headers = type === '' ? {} : { 'content-type': type }
      expect(await ask('/__sim/reset', headers, 'POST')).toBe(415)
      expect(seeded()).toBe(1)
    },
  )

  it('is distinguished from our own page, a typed address, and a client that is no browser', async () => {
    const own = { host: `localhost:${port()}`, origin: `http://localhost:${port()}`, 'sec-fetch-site': 'same-origin' }
    for (const headers of [own, { 'sec-fetch-site': 'none' }, {}]) expect(await ask('/__sim/state', headers)).toBe(200)
    expect(await ask('/__sim/desk', { ...own, 'content-type': 'application/json; charset=utf-8' }, 'POST')).toBe(400)
  })

  it('changes nothing at Twilio’s own paths, which need a credential from every client', async () => {
    const refused = await fetch(`${simulator.url}/video/v1/Rooms`, { headers: { origin: foreign } })
    const taken = await fetch(`${simulator.url}/video/v1/Rooms`, restRequest('GET'))
    expect([refused.status, taken.status]).toEqual([401, 200])
  })
})

describe('a WebSocket', () => {
  async function opened(path: string, origin?: string, host?: string): Promise<boolean> {
    const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}${path}`, {
      headers: { ...(origin && { origin }), ...(host && { host }) },
    })
    const isOpen = await Promise.race([
      once(socket, 'open').then(() => true),
      once(socket, 'unexpected-response').then(() => false),
    ])
    socket.on('error', () => {}).terminate()
    return isOpen
  }
  const flex = '/__twilio/tsock.us1.twilio.com/v3/wsconnect'

  it('for video is open to the application’s page at another port, and to no foreign one', async () => {
    for (const origin of [undefined, 'http://localhost:3000', 'https://escalate.example.com'])
      for (const path of ['/signaling', '/v1/VideoEvents']) expect(await opened(path, origin), path).toBe(true)
    for (const origin of [foreign, 'null', 'https://escalate.example.com.shop.example'])
      for (const path of ['/signaling', '/v1/VideoEvents']) expect(await opened(path, origin), path).toBe(false)
    expect(await opened('/signaling', undefined, 'rebound.example')).toBe(false)
  })

  it('of Flex UI is open to the simulator’s own page only', async () => {
    expect(await opened(flex, simulator.url)).toBe(true)
    for (const origin of ['http://127.0.0.1:1', foreign]) expect(await opened(flex, origin)).toBe(false)
  })
})

it('the control API takes JSON', async () => {
  const answer = await fetch(`${simulator.url}/__sim/latency`, jsonRequest('POST', { ms: 0 }))
  expect(answer.status).toBe(200)
})
