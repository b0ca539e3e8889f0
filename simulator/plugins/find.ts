import type { Cloud } from '../cloud/cloud.ts'
import { notFound } from '../rest/rest-error.ts'
import type { ConfiguredPlugin, FlexPlugin, PluginConfiguration, PluginRelease, PluginVersion } from './model.ts'

/** Finds a plugin by SID or unique name; 404 if there is none. */
export function requirePlugin(cloud: Cloud, id: string): FlexPlugin {
  const plugins = [...cloud.plugins.plugins.values()]
  return plugins.find(({ sid, uniqueName }) => sid === id || uniqueName === id) ?? missing(`/Plugins/${id}`)
}

/** Finds a version by SID or number, or the `latest`; 404 if there is none. */
export function requireVersion(plugin: FlexPlugin, id: string): PluginVersion {
  const versions = [...plugin.versions.values()]
  const found = id === 'latest' ? versions.at(-1) : versions.find(({ sid, version }) => sid === id || version === id)
  return found ?? missing(`/Plugins/${plugin.sid}/Versions/${id}`)
}

/** Finds a configuration by SID; 404 if there is none. */
export const requireConfiguration = (cloud: Cloud, sid: string): PluginConfiguration =>
  cloud.plugins.configurations.get(sid) ?? missing(`/Configurations/${sid}`)

/** Finds a release by SID, or the `active` one; 404 if there is none. */
export function requireRelease(cloud: Cloud, id: string): PluginRelease {
  const { releases } = cloud.plugins
  const found = id.toLowerCase() === 'active' ? releases.at(-1) : releases.find(({ sid }) => sid === id)
  return found ?? missing(`/Releases/${id}`)
}

/** The plugins of the active release. */
export const releasedPlugins = (cloud: Cloud): readonly ConfiguredPlugin[] =>
  cloud.plugins.releases.at(-1)?.configuration.plugins ?? []

function missing(path: string): never {
  throw notFound(path)
}
