import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { project } from '../../tools/project.ts'
import { quietCommand } from '../../tools/quiet-command.ts'
import { anAccount } from '../support/an-account.ts'

let account: Awaited<ReturnType<typeof anAccount>>
beforeAll(async () => {
  account = await anAccount()
})
afterAll(() => account.stop())
beforeEach(async () => {
  await account.sim.call('POST', '/reset')
  await account.sim.call('POST', '/seed', {})
})

const deploy = (...words: string[]) =>
  quietCommand(process.execPath, [join(project.root, 'tools', 'plugin-deploy.ts'), ...words], {
    env: { ...process.env, ...account.env },
  })
const flex = () => account.simulator.sdk.flexApi.v1
/** What Flex loads. */
async function released() {
  const [active] = await flex().pluginReleases.list({ limit: 1 })
  return active ? flex().pluginConfigurations(active.configurationSid).plugins.list() : []
}
const loaded = async () => (await released()).map(({ uniqueName, version }) => `${uniqueName} ${version}`)
const mainUrl = async () => (await released()).at(-1)?.pluginUrl ?? ''
const served = async (url: string) =>
  (await fetch(url.replace(/^https:\/\/([\w-]+\.twil\.io)/, `${account.simulator.url}/twil.io/$1`))).text()

async function releasedOther() {
  const plugin = await flex().plugins.create({ uniqueName: 'plugin-other' })
  const url = 'https://other.example.com/plugin.js'
  const version = await flex().plugins(plugin.sid).pluginVersions.create({ versionParam: '2.0.0', pluginUrl: url })
  const plugins = [{ plugin_version: version.sid, phase: 1 }]
  const { sid } = await flex().pluginConfigurations.create({ name: 'other', plugins })
  await flex().pluginReleases.create({ configurationId: sid })
}

describe('npm run plugin:deploy', () => {
  it('prints its steps with --dry-run, and changes nothing', async () => {
    const { ok, output } = await deploy('--dry-run')
    expect({ ok, output }).toMatchObject({ ok: true })
    expect(output).toContain('would make version 0.1.0 of plugin-escalate')
    expect(await loaded()).toEqual([])
    expect(await account.simulator.sdk.serverless.v1.services.list()).toEqual([])
  })

  it('uploads the script and its languages and releases them beside the other plugins, once', async () => {
    await releasedOther()
    await flex()
      .configuration()
      .update({ ui_attributes: { custom_data: { theirs: 1 }, theme: 'dark' } })
    expect(await deploy()).toMatchObject({ ok: true })
    expect(await loaded()).toEqual(['plugin-other 2.0.0', 'plugin-escalate 0.1.0'])
    expect(await served(await mainUrl())).toContain('plugin-escalate')
    expect(await served((await mainUrl()).replace(/\.js$/, '.de.js'))).toContain('Video')
    expect((await flex().configuration().fetch()).uiAttributes).toMatchObject({
      theme: 'dark',
      custom_data: { theirs: 1, escalate: { server: 'https://escalate.example.com' } },
    })
    expect((await deploy()).output).toContain('plugin-escalate 0.1.0 is in use.')
    expect(await flex().pluginReleases.list()).toHaveLength(2)
  })

  it('goes back to the version before, and forward with the next deployment', async () => {
    await deploy()
    const first = await mainUrl()
    const { sid } = await flex()
      .plugins('plugin-escalate')
      .pluginVersions.create({ versionParam: '0.1.1', pluginUrl: first.replace('.js', '.de.js') })
    const configuration = await flex().pluginConfigurations.create({
      name: 'newer',
      plugins: [{ plugin_version: sid }],
    })
    await flex().pluginReleases.create({ configurationId: configuration.sid })
    expect((await deploy('--roll-back', '--dry-run')).output).toContain('would release plugin-escalate 0.1.0')
    expect(await loaded()).toEqual(['plugin-escalate 0.1.1'])
    expect(await deploy('--roll-back')).toMatchObject({ ok: true })
    expect(await loaded()).toEqual(['plugin-escalate 0.1.0'])
    const again = await deploy('--roll-back')
    expect(again).toMatchObject({
      ok: false,
      output: expect.stringContaining('no version of plugin-escalate before 0.1.0'),
    })
  })

  it('that Twilio refuses to release changes nothing for agents, and continues on the next run', async () => {
    await account.sim.fault({
      kind: 'status',
      status: 500,
      product: 'flex-api',
      method: 'POST',
      path: '/v1/PluginService/Releases',
    })
    expect(await deploy()).toMatchObject({ ok: false })
    expect(await loaded()).toEqual([])
    await account.sim.noFaults()
    const { ok, output } = await deploy()
    expect({ ok, output }).toMatchObject({ ok: true })
    expect(output).not.toContain('upload')
    expect(await loaded()).toEqual(['plugin-escalate 0.1.0'])
  })
})
