import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { none, paging, textUpTo } from '../rest/parameters.ts'
import { invalid, RestError } from '../rest/rest-error.ts'
import { created, ok, type Route, route } from '../rest/route.ts'
import { pluginBody } from './bodies.ts'
import { requirePlugin } from './find.ts'
import type { FlexPlugin } from './model.ts'

const mostPlugins = 25
const described = { FriendlyName: textUpTo(256).optional(), Description: textUpTo(500).optional() }

/** /v1/PluginService/Plugins (Twilio docs: "Flex Plugins API, Plugin Resource"). */
export const pluginRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/PluginService/Plugins', { params: z.strictObject(paging(100)) }, (call) => {
    const { items, meta } = page([...cloud.plugins.plugins.values()].reverse(), call, 'plugins')
    return ok({ plugins: items.map((each) => pluginBody(cloud, each)), meta })
  }),
  route(
    'POST',
    '/v1/PluginService/Plugins',
    { params: z.strictObject({ UniqueName: textUpTo(256), ...described }) },
    ({ params }) => created(pluginBody(cloud, addPlugin(cloud, params))),
  ),
  route('GET', '/v1/PluginService/Plugins/:plugin', { params: none }, ({ at }) =>
    ok(pluginBody(cloud, requirePlugin(cloud, at.plugin))),
  ),
  route('POST', '/v1/PluginService/Plugins/:plugin', { params: z.strictObject(described) }, ({ at, params }) => {
    const plugin = requirePlugin(cloud, at.plugin)
    plugin.friendlyName = params.FriendlyName ?? plugin.friendlyName
    plugin.description = params.Description ?? plugin.description
    plugin.updatedAt = cloud.clock.now()
    return ok(pluginBody(cloud, plugin))
  }),
  route('POST', '/v1/PluginService/Plugins/:plugin/Archive', { params: none }, ({ at }) => {
    const plugin = requirePlugin(cloud, at.plugin)
    if (plugin.isArchived) throw invalid('The plugin is archived already')
    plugin.isArchived = true
    return ok(pluginBody(cloud, plugin))
  }),
]

interface New {
  readonly UniqueName: string
  readonly FriendlyName?: string | undefined
  readonly Description?: string | undefined
}

function addPlugin(cloud: Cloud, { UniqueName, FriendlyName = UniqueName, Description = '' }: New): FlexPlugin {
  const { plugins } = cloud.plugins
  if ([...plugins.values()].some(({ uniqueName }) => uniqueName === UniqueName))
    throw new RestError(409, 20409, `Plugin ${UniqueName} exists already`)
  if (plugins.size >= mostPlugins) throw invalid(`An account has at most ${mostPlugins} plugins`)
  const now = cloud.clock.now()
  const plugin: FlexPlugin = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('FP'),
    uniqueName: UniqueName,
    friendlyName: FriendlyName,
    description: Description,
    isArchived: false,
    createdAt: now,
    updatedAt: now,
    versions: new Map(),
  }
  plugins.set(plugin.sid, plugin)
  return plugin
}
