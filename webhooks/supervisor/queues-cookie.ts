import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { signQueuesPass } from '../../src/access/queues-pass.ts'
import type { AgentEnv } from '../api/flex-user.ts'

export const queuesPath = '/supervisor/queues'
export const passCookie = 'escalate-queues'

/** Long enough to look around; the page asks for another at every click. */
const lastsSeconds = 30 * 60

type Deps = { readonly publicUrl: string; readonly linkSecrets: readonly string[] }

/** After `supervisorOnly`: gives the browser what Bull Board's own requests need, for its path and for nothing else. */
export const queuesCookie = ({ publicUrl, linkSecrets: [secret = ''] }: Deps) =>
  new Hono<AgentEnv>().post('/', (c) => {
    const until = Date.now() + lastsSeconds * 1000
    setCookie(c, passCookie, signQueuesPass({ workerSid: c.get('agent').workerSid, until }, secret), {
      path: queuesPath,
      httpOnly: true,
      sameSite: 'Strict',
      secure: publicUrl.startsWith('https:'),
      maxAge: lastsSeconds,
    })
    return c.json({ path: queuesPath }, 201)
  })
