import { ifThere } from '../twilio/missing.ts'
import type { Sdk } from '../twilio/sdk.ts'
import { type Configured, pluginName, type Version } from './plan.ts'

const usualPhase = 3

/** Plugins, versions and releases. https://www.twilio.com/docs/flex/developer/plugins/api */
export function pluginReleases(sdk: Sdk) {
  const flex = sdk.flexApi.v1
  return {
    async versions(): Promise<readonly Version[]> {
      if (!(await ifThere(() => flex.plugins(pluginName).fetch()))) return []
      const all = await flex.plugins(pluginName).pluginVersions.list()
      return all
        .filter(({ archived }) => !archived)
        .map(({ sid, version, pluginUrl }) => ({ sid, version, url: pluginUrl }))
    },
    async released(): Promise<readonly Configured[]> {
      const [active] = await flex.pluginReleases.list({ limit: 1 })
      if (!active) return []
      const all = await flex.pluginConfigurations(active.configurationSid).plugins.list()
      return all.map((each) => ({
        name: each.uniqueName,
        version: each.version,
        versionSid: each.pluginVersionSid,
        phase: each.phase,
      }))
    },
    /** Makes a version. @returns its SID */
    async makeVersion(version: string, pluginUrl: string): Promise<string> {
      const known = await ifThere(() => flex.plugins(pluginName).fetch())
      const plugin = known ?? (await flex.plugins.create({ uniqueName: pluginName, friendlyName: 'Escalate' }))
      const made = { versionParam: version, pluginUrl, private: false }
      return (await flex.plugins(plugin.sid).pluginVersions.create(made)).sid
    },
    /** Releases a version. Browsers get it when they open or reload Flex. */
    async release(
      version: { readonly number: string; readonly sid: string },
      kept: readonly Configured[],
    ): Promise<void> {
      const plugins = [
        ...kept.map(({ versionSid, phase }) => ({ plugin_version: versionSid, phase })),
        { plugin_version: version.sid, phase: usualPhase },
      ]
      const name = `${pluginName} ${version.number}`
      const { sid } = await flex.pluginConfigurations.create({ name, plugins })
      await flex.pluginReleases.create({ configurationId: sid })
    },
  }
}
