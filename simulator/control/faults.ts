import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { readBody } from './read-body.ts'

const count = z.number().int().min(0)

const regex = z.string().refine((source) => {
  try {
    return new RegExp(source) instanceof RegExp
  } catch {
    return false
  }
}, 'not a regular expression')

const restFault = z
  .strictObject({
    kind: z.enum([
      'status',
      'lose-answer',
      'drop-connection',
      'refuse',
      'hang',
      'hang-after',
      'garbage',
      'cut-answer',
      'drip',
    ]),
    product: z.string().optional(),
    method: z.string().optional(),
    path: regex.optional(),
    params: z.record(z.string(), regex).optional(),
    times: count.optional(),
    status: z.number().int().min(200).max(599).optional(),
    code: z.number().int().optional(),
    delayMs: count.optional(),
    retryAfter: count.optional(),
    content: z.enum(['html', 'text', 'half']).optional(),
    pauseMs: count.optional(),
  })
  .refine(({ kind, status = 503 }) => kind === 'garbage' || status >= 400, 'status: not an error status')

const webhookFault = z.strictObject({
  kind: z.enum(['drop', 'repeat', 'delay', 'hold']),
  event: regex.optional(),
  path: regex.optional(),
  times: count.optional(),
  count: count.optional(),
  ms: count.optional(),
})

const release = z.strictObject({ order: z.enum(['kept', 'shuffled']).optional(), seed: z.number().int().optional() })

/** Injects faults into REST requests and webhooks. */
export function faultControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.post('/faults', async (c) => c.json({ id: cloud.restFaults.add(await readBody(c, restFault)) }))
  app.delete('/faults', (c) => {
    cloud.restFaults.clear()
    return c.json({})
  })
  app.post('/webhook-faults', async (c) => c.json({ id: cloud.webhooks.faults.add(await readBody(c, webhookFault)) }))
  app.post('/webhook-faults/release', async (c) => {
    const { order = 'kept', seed = 1 } = await readBody(c, release)
    return c.json({ released: cloud.webhooks.releaseHeld(order, seed) })
  })
  app.delete('/webhook-faults', (c) => {
    cloud.webhooks.faults.clear()
    return c.json({})
  })
  app.get('/webhooks', (c) => c.json({ pending: cloud.webhooks.pending(), held: cloud.webhooks.held() }))
  return app
}
