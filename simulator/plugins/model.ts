/** A Flex plugin, identified by its unique name. Agents get one of its versions. */
export interface FlexPlugin {
  readonly order: number
  readonly sid: string
  readonly uniqueName: string
  readonly createdAt: number
  friendlyName: string
  description: string
  isArchived: boolean
  updatedAt: number
  readonly versions: Map<string, PluginVersion>
}

export interface PluginVersion {
  readonly order: number
  readonly sid: string
  readonly version: string
  readonly url: string
  readonly changelog: string
  readonly isPrivate: boolean
  readonly createdAt: number
  isArchived: boolean
}

/** A version in a configuration. Flex loads lower phases first. */
export interface ConfiguredPlugin {
  readonly order: number
  readonly plugin: FlexPlugin
  readonly version: PluginVersion
  readonly phase: number
}

/** A set of plugins that run together. It never changes. */
export interface PluginConfiguration {
  readonly order: number
  readonly sid: string
  readonly name: string
  readonly description: string
  readonly createdAt: number
  isArchived: boolean
  readonly plugins: readonly ConfiguredPlugin[]
}

/** Makes Flex load a configuration from then on, until the next release. */
export interface PluginRelease {
  readonly order: number
  readonly sid: string
  readonly configuration: PluginConfiguration
  readonly createdAt: number
}

export interface PluginsState {
  readonly plugins: Map<string, FlexPlugin>
  readonly configurations: Map<string, PluginConfiguration>
  /** Oldest first; the last one is active. */
  readonly releases: PluginRelease[]
}

export const emptyPlugins = (): PluginsState => ({ plugins: new Map(), configurations: new Map(), releases: [] })
