import type { Sdk } from '../twilio/sdk.ts'
import { type Access, pluginAssets } from './assets.ts'
import { type AsIs, mainFile, type Plan, type PluginFile } from './plan.ts'
import { pluginReleases } from './releases.ts'
import { pluginSettings } from './settings.ts'

/** The deployment of the Flex plugin in one account. */
export function pluginDeployment(sdk: Sdk, access: Access) {
  const [assets, releases, settings] = [pluginAssets(sdk, access), pluginReleases(sdk), pluginSettings(sdk)]

  /** Uploads the files and makes the version, if they are missing. @returns the version's SID */
  async function versionOf({ folder, version }: Plan, files: readonly PluginFile[]): Promise<string> {
    const url = folder && `${await assets.put(folder, files)}/${mainFile}`
    if (url) await assets.look(url)
    if (version.sid) return version.sid
    if (!url) throw new Error(`There are no files for ${version.number}.`)
    return releases.makeVersion(version.number, url)
  }

  return {
    async read(): Promise<AsIs> {
      const [served, versions, released, server] = await Promise.all([
        assets.paths(),
        releases.versions(),
        releases.released(),
        settings.server(),
      ])
      return { served, versions, released, server }
    },
    /**
     * Performs a plan in this order: files, a check that they can be fetched, version, settings, release. Until the
     * release, agents keep the earlier version. A repeat continues where a failure stopped it.
     */
    async perform(plan: Plan, files: readonly PluginFile[]): Promise<void> {
      const sid = await versionOf(plan, files)
      if (plan.server) await settings.setServer(plan.server)
      if (plan.release) await releases.release({ number: plan.version.number, sid }, plan.kept)
    },
  }
}
