import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { flag, integer, none, paging, textUpTo, url } from '../rest/parameters.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { serviceBody } from './bodies.ts'
import { removeObject } from './objects.ts'
import { addService, requireService } from './service-life.ts'

const parameters = z.strictObject({
  FriendlyName: textUpTo(256).optional(),
  AclEnabled: flag.optional(),
  WebhookUrl: url.optional(),
  WebhooksFromRestEnabled: flag.optional(),
  ReachabilityWebhooksEnabled: flag.optional(),
  ReachabilityDebouncingEnabled: flag.optional(),
  ReachabilityDebouncingWindow: integer(1_000, 30_000).optional(),
})

/** Sync's own webhooks are not sent. */
const idle = Object.keys(parameters.shape).filter((name) => name.startsWith('Webhook') || name.startsWith('Reach'))

/** /v1/Services (Twilio docs: "Service Resource", Sync). */
export const serviceRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', '/v1/Services', { params: parameters, idle }, ({ params }) => {
    const service = addService(cloud, cloud.sync, { friendlyName: params.FriendlyName ?? '', uniqueName: null })
    service.aclEnabled = params.AclEnabled ?? false
    return created(serviceBody(cloud, service))
  }),
  route('GET', '/v1/Services', { params: z.strictObject(paging(100)) }, (call) => {
    const { items, meta } = page([...cloud.sync.services.values()], call, 'services')
    return ok({ services: items.map((each) => serviceBody(cloud, each)), meta })
  }),
  route('GET', '/v1/Services/:service', { params: none }, ({ at }) =>
    ok(serviceBody(cloud, requireService(cloud, at.service))),
  ),
  route('POST', '/v1/Services/:service', { params: parameters, idle }, ({ at, params }) => {
    const service = requireService(cloud, at.service)
    service.friendlyName = params.FriendlyName ?? service.friendlyName
    service.aclEnabled = params.AclEnabled ?? service.aclEnabled
    service.updatedAt = cloud.clock.now()
    return ok(serviceBody(cloud, service))
  }),
  route('DELETE', '/v1/Services/:service', { params: none }, ({ at }) => {
    const service = requireService(cloud, at.service)
    for (const object of service.objects.values()) removeObject(cloud, service, object)
    cloud.sync.services.delete(service.sid)
    return deleted
  }),
]
