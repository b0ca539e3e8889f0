/** A plugin of Flex, known by its unique name. What agents get is one of its versions. */
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

/** All plugins that run together. It never changes. */
export interface PluginConfiguration {
  readonly order: number
  readonly sid: string
  readonly name: string
  readonly description: string
  readonly createdAt: number
  isArchived: boolean
  readonly plugins: readonly ConfiguredPlugin[]
}

/** From then on Flex loads this configuration, until the next release. */
export interface PluginRelease {
  readonly order: number
  readonly sid: string
  readonly configuration: PluginConfiguration
  readonly createdAt: number
}

export interface PluginsState {
  readonly plugins: Map<string, FlexPlugin>
  readonly configurations: Map<string, PluginConfiguration>
  /** The oldest first; the last one is active. */
  readonly releases: PluginRelease[]
}

export const emptyPlugins = (): PluginsState => ({ plugins: new Map(), configurations: new Map(), releases: [] })
