import { createHash } from 'node:crypto'

export const pluginName = 'plugin-escalate'
/** The file that Flex loads. It loads the others from the same folder. */
export const mainFile = `${pluginName}.js`

export type PluginFile = { readonly name: string; readonly content: string }
export type Version = { readonly sid: string; readonly version: string; readonly url: string }
export type Configured = {
  readonly name: string
  readonly version: string
  readonly versionSid: string
  readonly phase: number
}

/** The plugin in an account now. */
export type AsIs = {
  /** The paths that are served now. */
  readonly served: readonly string[]
  /** The newest first, without archived versions. */
  readonly versions: readonly Version[]
  /** Every plugin of the active release. */
  readonly released: readonly Configured[]
  /** The server's address in the plugin's settings. */
  readonly server: unknown
}

/** The steps to do. Undefined or false: nothing to do. */
export type Plan = {
  /** The folder for the files. Undefined for an existing version. */
  readonly folder: string | undefined
  /** The number of files to upload. */
  readonly missing: number
  /** Without a SID the version has to be made. */
  readonly version: { readonly number: string; readonly sid: string | undefined }
  readonly release: boolean
  /** The other plugins of the active release: a release replaces the whole list. */
  readonly kept: readonly Configured[]
  readonly server: string | undefined
}

/** The folder of these files. Other contents get another folder, because browsers cache files. */
export function folderOf(files: readonly PluginFile[]): string {
  const hash = createHash('sha256')
  for (const { name, content } of files.toSorted((a, b) => a.name.localeCompare(b.name)))
    hash.update(`${name}\0${content}\0`)
  return `/plugins/${pluginName}/${hash.digest('hex').slice(0, 16)}`
}

/** Plans a deployment. @param least the version in the plugin's package @param server the server's address */
export function planDeploy(files: readonly PluginFile[], least: string, server: string, asIs: AsIs): Plan {
  const folder = folderOf(files)
  const same = asIs.versions.find(({ url }) => url.endsWith(`${folder}/${mainFile}`))
  const number = same?.version ?? numberAfter(asIs.versions[0]?.version, least)
  return {
    folder,
    missing: files.filter(({ name }) => !asIs.served.includes(`${folder}/${name}`)).length,
    version: { number, sid: same?.sid },
    ...released(asIs, same?.sid),
    server: asIs.server === server ? undefined : server,
  }
}

/**
 * Plans the way back to the version before the released one. The settings stay.
 * @throws Error if there is none
 */
export function planRollBack(asIs: AsIs): Plan {
  const now = asIs.released.find(({ name }) => name === pluginName)
  if (!now) throw new Error(`${pluginName} is not released.`)
  const before = asIs.versions[asIs.versions.findIndex(({ sid }) => sid === now.versionSid) + 1]
  if (!before) throw new Error(`There is no version of ${pluginName} before ${now.version}.`)
  const version = { number: before.version, sid: before.sid }
  return { folder: undefined, missing: 0, version, ...released(asIs, before.sid), server: undefined }
}

/** The text of a plan, one line per step. Empty if there is nothing to do. */
export function planText({ folder, missing, version, release, kept, server }: Plan): readonly string[] {
  const others = kept.map(({ name, version }) => `${name} ${version}`)
  return [
    ...(missing > 0 ? [`upload ${missing} files to ${folder}`] : []),
    ...(version.sid ? [] : [`make version ${version.number} of ${pluginName}`]),
    ...(release
      ? [`release ${pluginName} ${version.number}${others.length > 0 ? `, beside ${others.join(', ')}` : ''}`]
      : []),
    ...(server ? [`set the server to ${server}`] : []),
  ]
}

function released({ released: all }: AsIs, versionSid: string | undefined): Pick<Plan, 'release' | 'kept'> {
  const now = all.find(({ name }) => name === pluginName)
  return {
    release: versionSid === undefined || now?.versionSid !== versionSid,
    kept: all.filter(({ name }) => name !== pluginName),
  }
}

/** The next version number. Twilio's own tools require each to be higher than the last. */
function numberAfter(newest: string | undefined, least: string): string {
  if (newest === undefined) return least
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)/.exec(newest) ?? []
  if (major === undefined) return least
  const next = [Number(major), Number(minor), Number(patch) + 1]
  return isHigher(least.split('.').map(Number), next) ? least : next.join('.')
}

function isHigher(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((part, index) => part !== other[index])
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0)
}
