import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { flag, none, paging, repeated, sid, text } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { buildBody, deploymentBody } from './bodies.ts'
import { requireBuild, requireEnvironment, requireService } from './find.ts'
import { type AssetVersion, type Build, buildStatus, type Deployment, type ServerlessService } from './model.ts'

const mostAssets = 1_000
const parameters = z.strictObject({
  AssetVersions: repeated(sid('ZN')).optional(),
  FunctionVersions: repeated(sid('ZN')).optional(),
  Dependencies: text.optional(),
  Runtime: z.enum(['node16', 'node18', 'node20', 'node22']).optional(),
})

/** …/Builds of a service, and their deployments (Twilio docs: "Serverless API"). Functions are not imitated. */
export const buildRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/Services/:service/Builds', { params: z.strictObject(paging(100)) }, (call) => {
    const service = requireService(cloud, call.at.service)
    const { items, meta } = page([...service.builds.values()].reverse(), call, 'builds')
    return ok({ builds: items.map((each) => buildBody(cloud, service, each)), meta })
  }),
  route(
    'POST',
    '/v1/Services/:service/Builds',
    { params: parameters, idle: ['FunctionVersions', 'Dependencies'] },
    ({ at, params }) => {
      const service = requireService(cloud, at.service)
      const build: Build = {
        order: cloud.nextOrder(),
        sid: cloud.newSid('ZB'),
        assetVersions: versionsOf(service, params.AssetVersions ?? []),
        runtime: params.Runtime ?? 'node22',
        createdAt: cloud.clock.now(),
      }
      service.builds.set(build.sid, build)
      return created(buildBody(cloud, service, build))
    },
  ),
  route('GET', '/v1/Services/:service/Builds/:build', { params: none }, ({ at }) => {
    const service = requireService(cloud, at.service)
    return ok(buildBody(cloud, service, requireBuild(service, at.build)))
  }),
  route('GET', '/v1/Services/:service/Builds/:build/Status', { params: none }, ({ at }) => {
    const service = requireService(cloud, at.service)
    const { sid, account_sid, service_sid, status, url } = buildBody(cloud, service, requireBuild(service, at.build))
    return ok({ sid, account_sid, service_sid, status, url: `${url}/Status` })
  }),
  route('DELETE', '/v1/Services/:service/Builds/:build', { params: none }, ({ at }) => {
    const service = requireService(cloud, at.service)
    service.builds.delete(requireBuild(service, at.build).sid)
    return deleted
  }),
  route(
    'GET',
    '/v1/Services/:service/Environments/:environment/Deployments',
    { params: z.strictObject(paging(100)) },
    (call) => {
      const service = requireService(cloud, call.at.service)
      const environment = requireEnvironment(service, call.at.environment)
      const { items, meta } = page(environment.deployments.toReversed(), call, 'deployments')
      return ok({ deployments: items.map((each) => deploymentBody(cloud, service, environment, each)), meta })
    },
  ),
  route(
    'POST',
    '/v1/Services/:service/Environments/:environment/Deployments',
    { params: z.strictObject({ BuildSid: sid('ZB'), IsPlugin: flag.optional() }), idle: ['IsPlugin'] },
    ({ at, params }) => {
      const service = requireService(cloud, at.service)
      const environment = requireEnvironment(service, at.environment)
      const build = requireBuild(service, params.BuildSid)
      if (buildStatus(build, cloud.clock.now()) !== 'completed') throw invalid('The build is not complete')
      const now = cloud.clock.now()
      const deployment: Deployment = { order: cloud.nextOrder(), sid: cloud.newSid('ZD'), build, createdAt: now }
      environment.deployments.push(deployment)
      return created(deploymentBody(cloud, service, environment, deployment))
    },
  ),
]

function versionsOf(service: ServerlessService, sids: readonly string[]): readonly AssetVersion[] {
  if (sids.length > mostAssets) throw invalid(`A build has at most ${mostAssets} assets`)
  const all = [...service.assets.values()].map(({ versions }) => versions)
  const found = sids.map((sid) => {
    const version = all.find((each) => each.has(sid))?.get(sid)
    return version ?? refused(`Invalid parameter 'AssetVersions': there is no ${sid}`)
  })
  const paths = new Set(found.map(({ path }) => path))
  return paths.size === found.length ? found : refused('Two assets of the build have the same path')
}

function refused(message: string): never {
  throw invalid(message)
}
