import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { jsonParameter } from '../rest/json-parameter.ts'
import { page } from '../rest/paging.ts'
import { none, paging, repeated, sid, textUpTo } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { created, ok, type Route, route } from '../rest/route.ts'
import { configurationBody, configuredBody, releaseBody } from './bodies.ts'
import { requireConfiguration, requireRelease } from './find.ts'
import type { ConfiguredPlugin, PluginConfiguration, PluginRelease } from './model.ts'

const wanted = jsonParameter(z.strictObject({ plugin_version: sid('FV'), phase: z.number().int().min(1).default(3) }))
const parameters = z.strictObject({
  Name: textUpTo(256),
  Description: textUpTo(500).optional(),
  Plugins: repeated(wanted).optional(),
})

/** …/Configurations and …/Releases (Twilio docs: "Flex Plugins API"). A configuration lists all plugins and never changes. */
export const releaseRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/PluginService/Configurations', { params: z.strictObject(paging(100)) }, (call) => {
    const { items, meta } = page([...cloud.plugins.configurations.values()].reverse(), call, 'configurations')
    return ok({ configurations: items.map((each) => configurationBody(cloud, each)), meta })
  }),
  route('POST', '/v1/PluginService/Configurations', { params: parameters }, ({ params }) =>
    created(configurationBody(cloud, addConfiguration(cloud, params))),
  ),
  route('GET', '/v1/PluginService/Configurations/:configuration', { params: none }, ({ at }) =>
    ok(configurationBody(cloud, requireConfiguration(cloud, at.configuration))),
  ),
  route(
    'GET',
    '/v1/PluginService/Configurations/:configuration/Plugins',
    { params: z.strictObject(paging(100)) },
    (call) => {
      const configuration = requireConfiguration(cloud, call.at.configuration)
      const { items, meta } = page(configuration.plugins, call, 'plugins')
      return ok({ plugins: items.map((each) => configuredBody(cloud, configuration, each)), meta })
    },
  ),
  route('POST', '/v1/PluginService/Configurations/:configuration/Archive', { params: none }, ({ at }) => {
    const configuration = requireConfiguration(cloud, at.configuration)
    if (cloud.plugins.releases.at(-1)?.configuration === configuration)
      throw invalid('The active configuration cannot be archived')
    configuration.isArchived = true
    return ok(configurationBody(cloud, configuration))
  }),
  route('GET', '/v1/PluginService/Releases', { params: z.strictObject(paging(100)) }, (call) => {
    const { items, meta } = page(cloud.plugins.releases.toReversed(), call, 'releases')
    return ok({ releases: items.map((each) => releaseBody(cloud, each)), meta })
  }),
  route(
    'POST',
    '/v1/PluginService/Releases',
    { params: z.strictObject({ ConfigurationId: sid('FJ') }) },
    ({ params }) => created(releaseBody(cloud, release(cloud, requireConfiguration(cloud, params.ConfigurationId)))),
  ),
  route('GET', '/v1/PluginService/Releases/:release', { params: none }, ({ at }) =>
    ok(releaseBody(cloud, requireRelease(cloud, at.release))),
  ),
]

function addConfiguration(cloud: Cloud, params: z.output<typeof parameters>): PluginConfiguration {
  const configuration: PluginConfiguration = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('FJ'),
    name: params.Name,
    description: params.Description ?? '',
    isArchived: false,
    createdAt: cloud.clock.now(),
    plugins: (params.Plugins ?? []).map((each) => configured(cloud, each)),
  }
  const [twice] = configuration.plugins.filter(({ plugin }, at, all) =>
    all.some((b, i) => i < at && b.plugin === plugin),
  )
  if (twice !== undefined) throw invalid(`Plugin ${twice.plugin.uniqueName} is in the configuration twice`)
  cloud.plugins.configurations.set(configuration.sid, configuration)
  return configuration
}

function configured(cloud: Cloud, { plugin_version, phase }: z.output<typeof wanted>): ConfiguredPlugin {
  for (const plugin of cloud.plugins.plugins.values()) {
    const version = plugin.versions.get(plugin_version)
    if (version === undefined) continue
    if (plugin.isArchived || version.isArchived) throw invalid(`Version ${plugin_version} is archived`)
    return { order: cloud.nextOrder(), plugin, version, phase }
  }
  throw invalid(`Invalid parameter 'Plugins': there is no version ${plugin_version}`)
}

function release(cloud: Cloud, configuration: PluginConfiguration): PluginRelease {
  if (configuration.isArchived) throw invalid('The configuration is archived')
  const made = { order: cloud.nextOrder(), sid: cloud.newSid('FK'), configuration, createdAt: cloud.clock.now() }
  cloud.plugins.releases.push(made)
  return made
}
