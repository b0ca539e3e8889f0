import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { none, paging, text, textUpTo } from '../rest/parameters.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { assetBody, assetVersionBody } from './bodies.ts'
import { requireAsset, requireService } from './find.ts'
import type { Asset, AssetVersion } from './model.ts'

const named = { params: z.strictObject({ FriendlyName: textUpTo(255) }) }

/** …/Assets of a service (Twilio docs: "Serverless API, Asset Resource"). */
export const assetRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/Services/:service/Assets', { params: z.strictObject(paging(100)) }, (call) => {
    const service = requireService(cloud, call.at.service)
    const { items, meta } = page([...service.assets.values()], call, 'assets')
    return ok({ assets: items.map((each) => assetBody(cloud, service, each)), meta })
  }),
  route('POST', '/v1/Services/:service/Assets', named, ({ at, params }) => {
    const service = requireService(cloud, at.service)
    const asset: Asset = {
      order: cloud.nextOrder(),
      sid: cloud.newSid('ZH'),
      friendlyName: params.FriendlyName,
      createdAt: cloud.clock.now(),
      versions: new Map(),
    }
    service.assets.set(asset.sid, asset)
    return created(assetBody(cloud, service, asset))
  }),
  route('GET', '/v1/Services/:service/Assets/:asset', { params: none }, ({ at }) => {
    const service = requireService(cloud, at.service)
    return ok(assetBody(cloud, service, requireAsset(service, at.asset)))
  }),
  route('POST', '/v1/Services/:service/Assets/:asset', named, ({ at, params }) => {
    const service = requireService(cloud, at.service)
    const asset = requireAsset(service, at.asset)
    asset.friendlyName = params.FriendlyName
    return ok(assetBody(cloud, service, asset))
  }),
  route('DELETE', '/v1/Services/:service/Assets/:asset', { params: none }, ({ at }) => {
    const service = requireService(cloud, at.service)
    service.assets.delete(requireAsset(service, at.asset).sid)
    return deleted
  }),
  route('GET', '/v1/Services/:service/Assets/:asset/Versions', { params: z.strictObject(paging(100)) }, (call) => {
    const service = requireService(cloud, call.at.service)
    const { items, meta } = page([...requireAsset(service, call.at.asset).versions.values()], call, 'asset_versions')
    return ok({ asset_versions: items.map((each) => assetVersionBody(cloud, service, each)), meta })
  }),
]

const upload = z.strictObject({
  Path: textUpTo(255).startsWith('/'),
  // Twilio's own tools capitalise the value.
  Visibility: text.toLowerCase().pipe(z.enum(['public', 'protected', 'private'])),
  Content: text,
})

/** Uploads have their own host, and are the only requests with files in the body (multipart). */
export const uploadRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', '/v1/Services/:service/Assets/:asset/Versions', { params: upload }, ({ at, params }) => {
    const service = requireService(cloud, at.service)
    const asset = requireAsset(service, at.asset)
    const version: AssetVersion = {
      order: cloud.nextOrder(),
      sid: cloud.newSid('ZN'),
      assetSid: asset.sid,
      path: params.Path,
      visibility: params.Visibility,
      content: params.Content,
      createdAt: cloud.clock.now(),
    }
    asset.versions.set(version.sid, version)
    return created(assetVersionBody(cloud, service, version))
  }),
]
