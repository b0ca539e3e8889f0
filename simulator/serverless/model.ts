/** An asset's file and its path. The content never changes. */
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

/** A set of files. It completes `buildMs` after its creation. */
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

/** A place to deploy builds to, with its own domain. */
export interface Environment {
  readonly order: number
  readonly sid: string
  readonly uniqueName: string
  readonly domainSuffix: string | null
  readonly domainName: string
  readonly createdAt: number
  /** Oldest first; the last one is served. */
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

/** Milliseconds that a build takes. */
const buildMs = 1_000

/** The status of a build at a moment (ms). */
export const buildStatus = (build: Build, now: number): 'building' | 'completed' =>
  now - build.createdAt < buildMs ? 'building' : 'completed'
