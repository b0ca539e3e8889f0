import type { Cloud } from '../cloud/cloud.ts'
import { notFound } from '../rest/rest-error.ts'
import type { Asset, AssetVersion, Build, Environment, ServerlessService } from './model.ts'

/** Finds a service by SID or unique name; 404 if there is none. */
export const requireService = (cloud: Cloud, id: string): ServerlessService =>
  [...cloud.serverless.services.values()].find(({ sid, uniqueName }) => sid === id || uniqueName === id) ??
  missing(`/Services/${id}`)

/** Finds an asset of a service; 404 if there is none. */
export const requireAsset = (service: ServerlessService, sid: string): Asset =>
  service.assets.get(sid) ?? missing(`/Services/${service.sid}/Assets/${sid}`)

/** Finds a build of a service; 404 if there is none. */
export const requireBuild = (service: ServerlessService, sid: string): Build =>
  service.builds.get(sid) ?? missing(`/Services/${service.sid}/Builds/${sid}`)

/** Finds an environment of a service; 404 if there is none. */
export const requireEnvironment = (service: ServerlessService, sid: string): Environment =>
  service.environments.get(sid) ?? missing(`/Services/${service.sid}/Environments/${sid}`)

/** The public file at a path of a domain, as a browser gets it. */
export function servedFile(cloud: Cloud, domain: string, path: string): AssetVersion | undefined {
  const environments = [...cloud.serverless.services.values()].flatMap((each) => [...each.environments.values()])
  const build = environments.find(({ domainName }) => domainName === domain)?.deployments.at(-1)?.build
  return build?.assetVersions.find((each) => each.path === path && each.visibility === 'public')
}

function missing(path: string): never {
  throw notFound(path)
}
