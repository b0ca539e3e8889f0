import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { flag, none, paging } from '../rest/parameters.ts'
import { notFound } from '../rest/rest-error.ts'
import { deleted, ok, type Route, route } from '../rest/route.ts'
import { permissionBody } from './bodies.ts'
import type { SyncKind, SyncObject, SyncPermission } from './model.ts'
import { requireObject } from './objects.ts'
import { requireService } from './service-life.ts'

/** …/Permissions of a document, list or map (Twilio docs: "Document Permission Resource" and its like, Sync). */
export const permissionRoutes = (cloud: Cloud, kind: SyncKind): readonly Route[] => {
  const path = `/v1/Services/:service/${kind}/:object/Permissions` as const
  return [
    route('GET', path, { params: z.strictObject(paging(100)) }, (call) => {
      const service = requireService(cloud, call.at.service)
      const object = requireObject(service, kind, call.at.object)
      const { items, meta } = page([...object.permissions.values()], call, 'permissions')
      return ok({ permissions: items.map((each) => permissionBody(cloud, service, object, each)), meta })
    }),
    route('GET', `${path}/:identity`, { params: none }, ({ at }) => {
      const service = requireService(cloud, at.service)
      const object = requireObject(service, kind, at.object)
      return ok(permissionBody(cloud, service, object, requirePermission(object, at.identity)))
    }),
    route(
      'POST',
      `${path}/:identity`,
      { params: z.strictObject({ Read: flag, Write: flag, Manage: flag }) },
      ({ at, params: { Read: read, Write: write, Manage: manage } }) => {
        const service = requireService(cloud, at.service)
        const object = requireObject(service, kind, at.object)
        const order = object.permissions.get(at.identity)?.order ?? cloud.nextOrder()
        const permission = { order, identity: at.identity, read, write, manage }
        object.permissions.set(at.identity, permission)
        return ok(permissionBody(cloud, service, object, permission))
      },
    ),
    route('DELETE', `${path}/:identity`, { params: none }, ({ at }) => {
      const object = requireObject(requireService(cloud, at.service), kind, at.object)
      object.permissions.delete(requirePermission(object, at.identity).identity)
      return deleted
    }),
  ]
}

function requirePermission(object: SyncObject, identity: string): SyncPermission {
  const permission = object.permissions.get(identity)
  if (permission === undefined) throw notFound(`/${object.kind}/${object.sid}/Permissions/${identity}`)
  return permission
}
