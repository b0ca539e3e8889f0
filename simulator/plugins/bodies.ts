import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import type { ConfiguredPlugin, FlexPlugin, PluginConfiguration, PluginRelease, PluginVersion } from './model.ts'

const root = 'https://flex-api.twilio.com/v1/PluginService'

/** A plugin as the REST API shows it. */
export function pluginBody(cloud: Cloud, plugin: FlexPlugin) {
  const url = `${root}/Plugins/${plugin.sid}`
  return {
    sid: plugin.sid,
    account_sid: cloud.account.accountSid,
    unique_name: plugin.uniqueName,
    friendly_name: plugin.friendlyName,
    description: plugin.description,
    archived: plugin.isArchived,
    date_created: isoSeconds(plugin.createdAt),
    date_updated: isoSeconds(plugin.updatedAt),
    url,
    links: { plugin_versions: `${url}/Versions` },
  }
}

/** A plugin's version as the REST API shows it. */
export const versionBody = (cloud: Cloud, plugin: FlexPlugin, version: PluginVersion) => ({
  sid: version.sid,
  plugin_sid: plugin.sid,
  account_sid: cloud.account.accountSid,
  version: version.version,
  plugin_url: version.url,
  changelog: version.changelog,
  private: version.isPrivate,
  archived: version.isArchived,
  validated: false,
  date_created: isoSeconds(version.createdAt),
  url: `${root}/Plugins/${plugin.sid}/Versions/${version.sid}`,
})

/** A configuration as the REST API shows it. Its plugins are a separate list. */
export function configurationBody(cloud: Cloud, configuration: PluginConfiguration) {
  const url = `${root}/Configurations/${configuration.sid}`
  return {
    sid: configuration.sid,
    account_sid: cloud.account.accountSid,
    name: configuration.name,
    description: configuration.description,
    archived: configuration.isArchived,
    date_created: isoSeconds(configuration.createdAt),
    url,
    links: { plugins: `${url}/Plugins` },
  }
}

/** A version in a configuration as the REST API shows it. */
export const configuredBody = (cloud: Cloud, configuration: PluginConfiguration, each: ConfiguredPlugin) => ({
  account_sid: cloud.account.accountSid,
  configuration_sid: configuration.sid,
  plugin_sid: each.plugin.sid,
  plugin_version_sid: each.version.sid,
  phase: each.phase,
  plugin_url: each.version.url,
  unique_name: each.plugin.uniqueName,
  friendly_name: each.plugin.friendlyName,
  description: each.plugin.description,
  plugin_archived: each.plugin.isArchived,
  version: each.version.version,
  changelog: each.version.changelog,
  plugin_version_archived: each.version.isArchived,
  private: each.version.isPrivate,
  date_created: isoSeconds(configuration.createdAt),
  url: `${root}/Configurations/${configuration.sid}/Plugins/${each.plugin.sid}`,
})

/** A release as the REST API shows it. */
export const releaseBody = (cloud: Cloud, release: PluginRelease) => ({
  sid: release.sid,
  account_sid: cloud.account.accountSid,
  configuration_sid: release.configuration.sid,
  date_created: isoSeconds(release.createdAt),
  url: `${root}/Releases/${release.sid}`,
})
