import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import twilio from 'twilio'
import RequestClient from 'twilio/lib/base/RequestClient.js'
import { fakeAccount } from '../../simulator/cloud/account.ts'
import { createSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator.ts'
import { cutSignalling, serveSignalling } from '../../simulator/video/signalling/serve-signalling.ts'

/** Sends the SDK's requests for `https://<product>.twilio.com/<path>` to `<base>/<product>/<path>`. */
class SimulatedTwilio extends RequestClient {
  readonly base: string

  constructor(base: string) {
    super({ timeout: 5_000, keepAlive: false })
    this.base = base
  }

  override request<T>(options: RequestClient.RequestOptions<T>) {
    const uri = options.uri.replace(/^https:\/\/([a-z-]+)\.twilio\.com/, `${this.base}/$1`)
    return super.request({ ...options, uri })
  }
}

export type Json = Record<string, unknown>

export interface RunningSimulator extends Simulator {
  readonly url: string
  readonly sdk: twilio.Twilio
  readonly control: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Json }>
  readonly rest: (method: string, path: string, params?: Record<string, string>) => Promise<Response>
  readonly stop: () => Promise<void>
}

/** Tests make a hundred resources in a second, and rates are not their subject. */
export const unhurried = { videoReads: null, videoWrites: null, conversationActions: null, interactionRequests: null }

/** Starts a simulator on a free port, its control API open, with the real SDK pointed at it. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const simulator = createSimulator({ control: true, rates: unhurried, ...options })
  const server = createServer(getRequestListener(simulator.app.fetch))
  serveSignalling(simulator.cloud, server)
  const url = await listen(server)
  const { accountSid, authToken } = fakeAccount
  return {
    ...simulator,
    url,
    sdk: twilio(accountSid, authToken, { accountSid, httpClient: new SimulatedTwilio(url), autoRetry: false }),
    async control(method, path, body) {
      const response = await simulator.app.request(`/__sim${path}`, jsonRequest(method, body))
      return { status: response.status, body: (await response.json()) as Json }
    },
    rest: (method, path, params) => simulator.app.request(path, restRequest(method, params)) as Promise<Response>,
    stop: () => {
      cutSignalling(simulator.cloud)
      return close(server)
    },
  }
}

/** A request to the control API. */
export const jsonRequest = (method: string, body?: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  ...(body !== undefined && { body: JSON.stringify(body) }),
})

/** Builds a REST request as a helper library sends it. */
export function restRequest(method: string, params?: Record<string, string>): RequestInit {
  const { accountSid, authToken } = fakeAccount
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' }
  return method === 'POST' ? { method, headers, body: new URLSearchParams(params).toString() } : { method, headers }
}

/** Listens on a free port of the loopback interface. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Closes a server and whatever is still connected to it. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeAllConnections()
  })
}
