import type { Cloud } from '../cloud/cloud.ts'
import { notFound } from '../rest/rest-error.ts'
import type { ConfiguredPlugin, FlexPlugin, PluginConfiguration, PluginRelease, PluginVersion } from './model.ts'

/** A plugin by SID or unique name; 404 when there is none. */
export function requirePlugin(cloud: Cloud, id: string): FlexPlugin {
  const plugins = [...cloud.plugins.plugins.values()]
  return plugins.find(({ sid, uniqueName }) => sid === id || uniqueName === id) ?? missing(`/Plugins/${id}`)
}

/** A version by SID or by its number, or the `latest`; 404 when there is none. */
export function requireVersion(plugin: FlexPlugin, id: string): PluginVersion {
  const versions = [...plugin.versions.values()]
  const found = id === 'latest' ? versions.at(-1) : versions.find(({ sid, version }) => sid === id || version === id)
  return found ?? missing(`/Plugins/${plugin.sid}/Versions/${id}`)
}

/** A configuration by SID; 404 when there is none. */
export const requireConfiguration = (cloud: Cloud, sid: string): PluginConfiguration =>
  cloud.plugins.configurations.get(sid) ?? missing(`/Configurations/${sid}`)

/** A release by SID, or the `active` one; 404 when there is none. */
export function requireRelease(cloud: Cloud, id: string): PluginRelease {
  const { releases } = cloud.plugins
  const found = id.toLowerCase() === 'active' ? releases.at(-1) : releases.find(({ sid }) => sid === id)
  return found ?? missing(`/Releases/${id}`)
}

/** What Flex loads. */
export const releasedPlugins = (cloud: Cloud): readonly ConfiguredPlugin[] =>
  cloud.plugins.releases.at(-1)?.configuration.plugins ?? []

function missing(path: string): never {
  throw notFound(path)
}
