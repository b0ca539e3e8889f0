import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { flag, none, paging, text, textUpTo, url } from '../rest/parameters.ts'
import { invalid, RestError } from '../rest/rest-error.ts'
import { created, ok, type Route, route } from '../rest/route.ts'
import { versionBody } from './bodies.ts'
import { requirePlugin, requireVersion } from './find.ts'
import type { FlexPlugin, PluginVersion } from './model.ts'

const parameters = z.strictObject({
  Version: textUpTo(64),
  PluginUrl: url,
  Private: flag.optional(),
  Changelog: textUpTo(1_000).optional(),
  CliVersion: text.optional(),
  ValidateStatus: text.optional(),
})

/** …/Versions of a plugin, newest first (Twilio docs: "Flex Plugins API, PluginVersion Resource"). */
export const versionRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/PluginService/Plugins/:plugin/Versions', { params: z.strictObject(paging(100)) }, (call) => {
    const plugin = requirePlugin(cloud, call.at.plugin)
    const { items, meta } = page([...plugin.versions.values()].reverse(), call, 'plugin_versions')
    return ok({ plugin_versions: items.map((each) => versionBody(cloud, plugin, each)), meta })
  }),
  route(
    'POST',
    '/v1/PluginService/Plugins/:plugin/Versions',
    { params: parameters, idle: ['CliVersion', 'ValidateStatus'] },
    ({ at, params }) => {
      const plugin = requirePlugin(cloud, at.plugin)
      return created(versionBody(cloud, plugin, addVersion(cloud, plugin, params)))
    },
  ),
  route('GET', '/v1/PluginService/Plugins/:plugin/Versions/:version', { params: none }, ({ at }) => {
    const plugin = requirePlugin(cloud, at.plugin)
    return ok(versionBody(cloud, plugin, requireVersion(plugin, at.version)))
  }),
  route('POST', '/v1/PluginService/Plugins/:plugin/Versions/:version/Archive', { params: none }, ({ at }) => {
    const plugin = requirePlugin(cloud, at.plugin)
    const version = requireVersion(plugin, at.version)
    if (version.isArchived) throw invalid('The version is archived already')
    version.isArchived = true
    return ok(versionBody(cloud, plugin, version))
  }),
]

function addVersion(cloud: Cloud, plugin: FlexPlugin, params: z.output<typeof parameters>): PluginVersion {
  if (plugin.isArchived) throw invalid('The plugin is archived')
  if ([...plugin.versions.values()].some(({ version }) => version === params.Version))
    throw new RestError(409, 20409, `Version ${params.Version} exists already`)
  const version: PluginVersion = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('FV'),
    version: params.Version,
    url: params.PluginUrl,
    changelog: params.Changelog ?? '',
    isPrivate: params.Private ?? true,
    isArchived: false,
    createdAt: cloud.clock.now(),
  }
  plugin.versions.set(version.sid, version)
  return version
}
