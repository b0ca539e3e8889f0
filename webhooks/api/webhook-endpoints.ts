import { randomBytes } from 'node:crypto'
import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { z } from 'zod'
import { isRefusedByName, type OutboundRule } from '../../src/outbound/address-rule.ts'
import { eventTypes } from '../../src/outbound/catalogue.ts'
import { isAllowedHost } from '../../src/outbound/checked-lookup.ts'
import { endpoint } from '../../src/outbound/endpoint.ts'
import type { Endpoints, KnownEndpoint } from '../../src/outbound/endpoints.ts'
import type { Outbox } from '../outbox.ts'
import { Refused } from '../problem.ts'
import type { AgentEnv } from './flex-user.ts'
import { invalid } from './invalid.ts'
import { supervisorOnly } from './supervisor-only.ts'

export type WebhookApiDeps = {
  readonly endpoints: Endpoints
  readonly outbox: Outbox
  readonly outboundRule: OutboundRule
}

const wanted = endpoint.omit({ id: true }).extend({ secrets: endpoint.shape.secrets.optional() })
const id = z.object({ id: endpoint.shape.id })
const replay = z.union([
  z.strictObject({ deliveries: z.array(z.string().min(1).max(300)).min(1).max(1_000) }),
  z.strictObject({ endpoint: endpoint.shape.id, since: z.iso.datetime(), until: z.iso.datetime().optional() }),
])

/**
 * Endpoints for events, for supervisors and admins. A secret is shown once: in the answer to the request that created
 * it.
 */
export function webhookApi({ endpoints, outbox, outboundRule }: WebhookApiDeps) {
  return new Hono<AgentEnv>()
    .use(supervisorOnly())
    .get('/', async (c) => c.json({ endpoints: (await endpoints.all()).map(publicEndpoint), events: eventTypes }))
    .put('/:id', zValidator('param', id, invalid), zValidator('json', wanted, invalid), async (c) => {
      const given = c.req.valid('json')
      await allowedOrRefuse(given.url)
      const one = { ...given, id: c.req.valid('param').id, secrets: given.secrets ?? [newSecret()] }
      if (!(await endpoints.put(one))) throw configured
      return c.json({
        ...publicEndpoint({ ...one, isConfigured: false }),
        ...(!given.secrets && { secrets: one.secrets }),
      })
    })
    .delete('/:id', zValidator('param', id, invalid), async (c) => {
      const found = await known(c.req.valid('param').id)
      if (found.isConfigured) throw configured
      await endpoints.remove(found.id)
      return c.body(null, 204)
    })
    .post('/:id/rotate', zValidator('param', id, invalid), async (c) => {
      const { isConfigured, disabled: _, unreadable: __, ...found } = await known(c.req.valid('param').id)
      if (isConfigured) throw configured
      // The old secret stays valid beside the new one until the next rotation, so that the receiver can switch at any
      // time.
      const secrets = [newSecret(), ...found.secrets.slice(0, 1)]
      await endpoints.put({ ...found, secrets })
      return c.json({ ...publicEndpoint({ ...found, isConfigured }), secrets: secrets.slice(0, 1) })
    })
    .post('/:id/enable', zValidator('param', id, invalid), async (c) => {
      const { disabled: _, ...found } = await known(c.req.valid('param').id)
      await endpoints.enable(found.id)
      return c.json(publicEndpoint(found))
    })
    .get('/dead', async (c) => c.json({ deliveries: await outbox.dead() }))
    .post('/replay', zValidator('json', replay, invalid), async (c) => {
      const request = c.req.valid('json')
      if ('deliveries' in request) return c.json({ sent: await outbox.retry(request.deliveries) }, 202)
      const { endpoint: to, since, until } = request
      await known(to)
      const span = { since: Date.parse(since), until: until ? Date.parse(until) : Date.now() }
      return c.json({ sent: await outbox.replay(to, span) }, 202)
    })

  async function known(wantedId: string): Promise<KnownEndpoint> {
    const found = (await endpoints.all()).find((each) => each.id === wantedId)
    if (!found) throw new Refused(404, 'unknown-endpoint', 'There is no such endpoint.')
    return found
  }

  async function allowedOrRefuse(url: string): Promise<void> {
    const { protocol, hostname } = new URL(url)
    const { mayBePrivate, mayBePlain } = outboundRule
    // In a private network a name may not resolve yet, or not here; every delivery checks the address anyway.
    const isAllowed = mayBePrivate
      ? !isRefusedByName(hostname, outboundRule)
      : await isAllowedHost(hostname, outboundRule).catch(() => false)
    if (!isAllowed || (protocol !== 'https:' && !mayBePlain))
      throw new Refused(422, 'private-address', 'An endpoint must be at a public https address.')
  }
}

const configured = new Refused(409, 'configured', 'This endpoint is in the configuration; change it there.')
const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`

const publicEndpoint = ({ id, url, events, isConfigured, disabled, unreadable }: KnownEndpoint) => ({
  id,
  url,
  events: events ?? ['*'],
  isConfigured,
  ...(disabled && { disabled }),
  ...(unreadable && { unreadable }),
})
