/** A file of an asset, at a path. Its content never changes. */
export interface AssetVersion {
  readonly order: number
  readonly sid: string
  readonly assetSid: string
  readonly path: string
  readonly visibility: 'public' | 'protected' | 'private'
  readonly content: string
  readonly createdAt: number
}

export interface Asset {
  readonly order: number
  readonly sid: string
  readonly createdAt: number
  friendlyName: string
  readonly versions: Map<string, AssetVersion>
}

/** A set of files. It is complete a moment after it was asked for. */
export interface Build {
  readonly order: number
  readonly sid: string
  readonly assetVersions: readonly AssetVersion[]
  readonly runtime: string
  readonly createdAt: number
}

export interface Deployment {
  readonly order: number
  readonly sid: string
  readonly build: Build
  readonly createdAt: number
}

/** Where a build is to be found: a domain of its own. */
export interface Environment {
  readonly order: number
  readonly sid: string
  readonly uniqueName: string
  readonly domainSuffix: string | null
  readonly domainName: string
  readonly createdAt: number
  /** The oldest first; the last one is served. */
  readonly deployments: Deployment[]
}

export interface ServerlessService {
  readonly order: number
  readonly sid: string
  readonly uniqueName: string
  readonly domainBase: string
  readonly createdAt: number
  friendlyName: string
  includeCredentials: boolean
  uiEditable: boolean
  readonly assets: Map<string, Asset>
  readonly builds: Map<string, Build>
  readonly environments: Map<string, Environment>
}

export interface ServerlessState {
  readonly services: Map<string, ServerlessService>
}

export const emptyServerless = (): ServerlessState => ({ services: new Map() })

/** How long a build takes (ms). */
const buildMs = 1_000

export const buildStatus = (build: Build, now: number): 'building' | 'completed' =>
  now - build.createdAt < buildMs ? 'building' : 'completed'
