import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { createFlexTokens } from '../../src/access/flex-token.ts'
import { accountSid, apiKeySecret, apiKeySid } from './an-environment.ts'

export type Asked = { readonly path: string; readonly authorization: string | undefined; readonly token: unknown }
/** `hang`: the request is read and never answered. */
export type Reply = { readonly status?: number; readonly body?: string; readonly location?: string } | 'hang'

export const valid = (changes: Readonly<Record<string, unknown>> = {}): Reply => ({
  body: JSON.stringify({
    valid: true,
    code: 0,
    message: null,
    expiration: '2030-01-01T00:00:00.000Z',
    realm_user_id: 'ada@example.com',
    roles: ['agent'],
    worker_sid: `WK${'0'.repeat(31)}1`,
    ...changes,
  }),
})
export const invalid: Reply = { body: JSON.stringify({ valid: false, code: 2, message: 'Token is invalid' }) }

/** Twilio's token service on this machine. `say` sets its answer from now on; `gate` holds answers back. */
export async function anIam(first: Reply, timeoutMs = 2_000) {
  const asked: Asked[] = []
  const now = { ms: Date.parse('2029-12-31T23:00:00.000Z') }
  let reply = first
  let gate: Promise<unknown> = Promise.resolve()
  const note = async (request: IncomingMessage) => {
    const { token } = JSON.parse(await text(request)) as { readonly token: unknown } // our own client wrote it
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization, token })
  }
  const server = createServer(async (request, response) => {
    await note(request)
    const said = reply
    await gate
    if (said === 'hang') return
    const headers = { 'content-type': 'application/json', ...(said.location && { location: said.location }) }
    response.writeHead(said.status ?? 200, headers).end(said.body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo // it listens on TCP
  const url = `http://127.0.0.1:${port}`
  const tokens = createFlexTokens({ url, accountSid, apiKeySid, apiKeySecret, timeoutMs }, () => now.ms)
  return {
    url,
    asked,
    check: (token = 'ada', from = '192.0.2.1') => tokens.check(token, from),
    pass(ms: number): void {
      now.ms += ms
    },
    say(next: Reply): void {
      reply = next
    },
    hold(until: Promise<unknown>): void {
      gate = until
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
