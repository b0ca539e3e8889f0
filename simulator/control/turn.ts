import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { readBody } from './read-body.ts'

const iceServer = z.strictObject({
  urls: z.string().regex(/^(stun|turns?):/),
  username: z.string().optional(),
  credential: z.string().optional(),
})

/** Sets the STUN and TURN servers that rooms and tokens name from now on. */
export function turnControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.post('/turn', async (c) =>
    c.json(Object.assign(cloud.turn, await readBody(c, z.strictObject({ iceServers: z.array(iceServer) })))),
  )
  return app
}
