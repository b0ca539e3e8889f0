import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { flag, none, paging, textUpTo } from '../rest/parameters.ts'
import { RestError } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { environmentBody, serviceBody } from './bodies.ts'
import { requireEnvironment, requireService } from './find.ts'
import type { Environment, ServerlessService } from './model.ts'

const changes = {
  IncludeCredentials: flag.optional(),
  UiEditable: flag.optional(),
}
const list = { params: z.strictObject(paging(100)) }
const suffix = textUpTo(16).regex(/^[a-z0-9-]*$/)

/** /v1/Services and their environments (Twilio docs: "Serverless API"). */
export const serverlessServiceRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/Services', list, (call) => {
    const { items, meta } = page([...cloud.serverless.services.values()], call, 'services')
    return ok({ services: items.map((each) => serviceBody(cloud, each)), meta })
  }),
  route(
    'POST',
    '/v1/Services',
    { params: z.strictObject({ UniqueName: textUpTo(50), FriendlyName: textUpTo(255), ...changes }) },
    ({ params }) => created(serviceBody(cloud, addService(cloud, params))),
  ),
  route('GET', '/v1/Services/:service', { params: none }, ({ at }) =>
    ok(serviceBody(cloud, requireService(cloud, at.service))),
  ),
  route(
    'POST',
    '/v1/Services/:service',
    { params: z.strictObject({ FriendlyName: textUpTo(255).optional(), ...changes }) },
    ({ at, params }) => {
      const service = requireService(cloud, at.service)
      service.friendlyName = params.FriendlyName ?? service.friendlyName
      service.includeCredentials = params.IncludeCredentials ?? service.includeCredentials
      service.uiEditable = params.UiEditable ?? service.uiEditable
      return ok(serviceBody(cloud, service))
    },
  ),
  route('DELETE', '/v1/Services/:service', { params: none }, ({ at }) => {
    cloud.serverless.services.delete(requireService(cloud, at.service).sid)
    return deleted
  }),
  route('GET', '/v1/Services/:service/Environments', list, (call) => {
    const service = requireService(cloud, call.at.service)
    const { items, meta } = page([...service.environments.values()], call, 'environments')
    return ok({ environments: items.map((each) => environmentBody(cloud, service, each)), meta })
  }),
  route(
    'POST',
    '/v1/Services/:service/Environments',
    { params: z.strictObject({ UniqueName: textUpTo(100), DomainSuffix: suffix.optional() }) },
    ({ at, params }) => {
      const service = requireService(cloud, at.service)
      return created(environmentBody(cloud, service, addEnvironment(cloud, service, params)))
    },
  ),
  route('GET', '/v1/Services/:service/Environments/:environment', { params: none }, ({ at }) => {
    const service = requireService(cloud, at.service)
    return ok(environmentBody(cloud, service, requireEnvironment(service, at.environment)))
  }),
  route('DELETE', '/v1/Services/:service/Environments/:environment', { params: none }, ({ at }) => {
    const service = requireService(cloud, at.service)
    service.environments.delete(requireEnvironment(service, at.environment).sid)
    return deleted
  }),
]

interface NewService {
  readonly UniqueName: string
  readonly FriendlyName: string
  readonly IncludeCredentials?: boolean | undefined
  readonly UiEditable?: boolean | undefined
}

function addService(cloud: Cloud, params: NewService): ServerlessService {
  const { services } = cloud.serverless
  refuseTaken([...services.values()], params.UniqueName)
  const order = cloud.nextOrder()
  const service: ServerlessService = {
    order,
    sid: cloud.newSid('ZS'),
    uniqueName: params.UniqueName,
    friendlyName: params.FriendlyName,
    domainBase: `${params.UniqueName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${1000 + (order % 9000)}`,
    includeCredentials: params.IncludeCredentials ?? true,
    uiEditable: params.UiEditable ?? false,
    createdAt: cloud.clock.now(),
    assets: new Map(),
    builds: new Map(),
    environments: new Map(),
  }
  services.set(service.sid, service)
  return service
}

interface NewEnvironment {
  readonly UniqueName: string
  readonly DomainSuffix?: string | undefined
}

function addEnvironment(cloud: Cloud, service: ServerlessService, params: NewEnvironment): Environment {
  refuseTaken([...service.environments.values()], params.UniqueName)
  const { DomainSuffix: domainSuffix = null } = params
  const environment: Environment = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('ZE'),
    uniqueName: params.UniqueName,
    domainSuffix,
    domainName: `${service.domainBase}${domainSuffix === null ? '' : `-${domainSuffix}`}.twil.io`,
    createdAt: cloud.clock.now(),
    deployments: [],
  }
  service.environments.set(environment.sid, environment)
  return environment
}

function refuseTaken(others: readonly { readonly uniqueName: string }[], name: string): void {
  if (others.some(({ uniqueName }) => uniqueName === name))
    throw new RestError(409, 20409, `UniqueName ${name} is in use`)
}
