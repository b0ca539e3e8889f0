import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import {
  type Asset,
  type AssetVersion,
  type Build,
  buildStatus,
  type Deployment,
  type Environment,
  type ServerlessService,
} from './model.ts'

const serviceUrl = ({ sid }: ServerlessService): string => `https://serverless.twilio.com/v1/Services/${sid}`

const common = (cloud: Cloud, service: ServerlessService, thing: { sid: string; createdAt: number }) => ({
  sid: thing.sid,
  account_sid: cloud.account.accountSid,
  service_sid: service.sid,
  date_created: isoSeconds(thing.createdAt),
  date_updated: isoSeconds(thing.createdAt),
})

/** A service as the REST API shows it. */
export function serviceBody(cloud: Cloud, service: ServerlessService) {
  const url = serviceUrl(service)
  const { service_sid, ...rest } = common(cloud, service, service)
  return {
    ...rest,
    unique_name: service.uniqueName,
    friendly_name: service.friendlyName,
    include_credentials: service.includeCredentials,
    ui_editable: service.uiEditable,
    domain_base: service.domainBase,
    url,
    links: {
      environments: `${url}/Environments`,
      functions: `${url}/Functions`,
      assets: `${url}/Assets`,
      builds: `${url}/Builds`,
    },
  }
}

/** An asset as the REST API shows it. Its versions hold the files. */
export function assetBody(cloud: Cloud, service: ServerlessService, asset: Asset) {
  const url = `${serviceUrl(service)}/Assets/${asset.sid}`
  return {
    ...common(cloud, service, asset),
    friendly_name: asset.friendlyName,
    url,
    links: { asset_versions: `${url}/Versions` },
  }
}

/** An asset's version as the REST API shows it. */
export function assetVersionBody(cloud: Cloud, service: ServerlessService, version: AssetVersion) {
  const { date_updated, ...rest } = common(cloud, service, version)
  return {
    ...rest,
    asset_sid: version.assetSid,
    path: version.path,
    visibility: version.visibility,
    url: `${serviceUrl(service)}/Assets/${version.assetSid}/Versions/${version.sid}`,
  }
}

/** A build as the REST API shows it. */
export function buildBody(cloud: Cloud, service: ServerlessService, build: Build) {
  const url = `${serviceUrl(service)}/Builds/${build.sid}`
  return {
    ...common(cloud, service, build),
    status: buildStatus(build, cloud.clock.now()),
    asset_versions: build.assetVersions.map((each) => assetVersionBody(cloud, service, each)),
    function_versions: [],
    dependencies: [],
    runtime: build.runtime,
    url,
    links: { build_status: `${url}/Status` },
  }
}

/** An environment as the REST API shows it. */
export function environmentBody(cloud: Cloud, service: ServerlessService, environment: Environment) {
  const url = `${serviceUrl(service)}/Environments/${environment.sid}`
  return {
    ...common(cloud, service, environment),
    build_sid: environment.deployments.at(-1)?.build.sid ?? null,
    unique_name: environment.uniqueName,
    domain_suffix: environment.domainSuffix,
    domain_name: environment.domainName,
    url,
    links: { variables: `${url}/Variables`, deployments: `${url}/Deployments`, logs: `${url}/Logs` },
  }
}

/** A deployment as the REST API shows it. */
export const deploymentBody = (cloud: Cloud, service: ServerlessService, at: Environment, deployment: Deployment) => ({
  ...common(cloud, service, deployment),
  environment_sid: at.sid,
  build_sid: deployment.build.sid,
  url: `${serviceUrl(service)}/Environments/${at.sid}/Deployments/${deployment.sid}`,
})
