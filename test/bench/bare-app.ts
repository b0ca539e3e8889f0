import { parse } from 'node:querystring'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Redis } from 'ioredis'
import twilio from 'twilio'

// The baseline for Escalate: the minimum cost of a signed webhook with the same framework, the same signature check and
// one durable write. It reads the body the cheap way; `parseBody()` would make it half as fast.
const redis = new Redis(process.env['REDIS_URL'] ?? '', { enableOfflineQueue: true })
const publicUrl = process.env['PUBLIC_URL'] ?? ''
const authToken = process.env['TWILIO_AUTH_TOKEN'] ?? ''

const signed = async (path: string, body: string, signature: string | undefined) =>
  twilio.validateRequest(authToken, signature ?? '', publicUrl + path, { ...parse(body) })

const app = new Hono()
  .post('/webhooks/conversations', async (c) => {
    const body = await c.req.text()
    if (!(await signed('/webhooks/conversations', body, c.req.header('x-twilio-signature')))) return c.body(null, 403)
    await redis.xadd('bare', '*', 'form', body)
    return c.body(null, 204)
  })
  .post('/without-write', async (c) => {
    const body = await c.req.text()
    if (!(await signed('/webhooks/conversations', body, c.req.header('x-twilio-signature')))) return c.body(null, 403)
    return c.body(null, 204)
  })
  .get('/healthz', (c) => c.json({}))

serve({ fetch: app.fetch, port: Number(process.env['PORT']), hostname: '127.0.0.1' })
