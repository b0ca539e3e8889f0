import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { signQueuesPass } from '../../src/access/queues-pass.ts'
import type { AgentEnv } from '../api/flex-user.ts'

export const queuesPath = '/supervisor/queues'
const name = 'escalate-queues'

/**
 * This name makes browsers accept the cookie over TLS only. `__Host-` would send it with every request, as it allows no
 * path. Plain http allows no such name.
 */
const prefixOf = (publicUrl: string) => (publicUrl.startsWith('https:') ? 'secure' : undefined)

/** Long enough to look around; the page requests another one at every click. */
const lastsSeconds = 30 * 60

type Deps = { readonly publicUrl: string; readonly linkSecrets: readonly string[] }

/** After `supervisorOnly`: gives the browser the cookie for Bull Board's own requests, for its path only. */
export const queuesCookie = ({ publicUrl, linkSecrets: [secret = ''] }: Deps) =>
  new Hono<AgentEnv>().post('/', (c) => {
    const until = Date.now() + lastsSeconds * 1000
    const prefix = prefixOf(publicUrl)
    setCookie(c, name, signQueuesPass({ workerSid: c.get('agent').workerSid, until }, secret), {
      path: queuesPath,
      httpOnly: true,
      sameSite: 'Strict',
      ...(prefix && { prefix }),
      maxAge: lastsSeconds,
    })
    return c.json({ path: queuesPath }, 201)
  })

/** The pass that the browser sent; empty when there is none. */
export const passIn = (c: Context, publicUrl: string): string => getCookie(c, name, prefixOf(publicUrl)) ?? ''
