import type { Sdk } from '../twilio/sdk.ts'
import { type Access, pluginAssets } from './assets.ts'
import { type AsIs, mainFile, type Plan, type PluginFile } from './plan.ts'
import { pluginReleases } from './releases.ts'
import { pluginSettings } from './settings.ts'

/** The Flex plugin of one account: read what is there, and do what is planned. */
export function pluginDeployment(sdk: Sdk, access: Access) {
  const [assets, releases, settings] = [pluginAssets(sdk, access), pluginReleases(sdk), pluginSettings(sdk)]

  /** @returns its SID */
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
     * In an order in which a failure leaves agents what they had: the files, whether they can be fetched, the version, the
     * settings, and the release last. Run again, it goes on where it stopped.
     */
    async perform(plan: Plan, files: readonly PluginFile[]): Promise<void> {
      const sid = await versionOf(plan, files)
      if (plan.server) await settings.setServer(plan.server)
      if (plan.release) await releases.release({ number: plan.version.number, sid }, plan.kept)
    },
  }
}
