// Twilio's own client of the Plugins API, as its command line uses it: deploys twice, releases, compares, and reads the
// release in use.
const { FlexPluginsAPIToolkit } = require('@twilio/flex-plugins-api-client')
const { fail, tell } = require('./tell.cjs')

const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = process.env
const toolkit = new FlexPluginsAPIToolkit(TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN)
const name = 'plugin-escalate'
const url = (version) => `https://escalate.example.com/${version}/plugin-escalate.js`

async function release(version) {
  const deployed = await toolkit.deploy({ name, url: url(version), version, friendlyName: 'Escalate' })
  const configuration = await toolkit.createConfiguration({
    ...{ addPlugins: [`${name}@${version}`], fromConfiguration: 'active' },
    ...{ name: `with ${version}`, description: '' },
  })
  await toolkit.release({ configurationSid: configuration.sid })
  return { deployed: deployed.version, configurationSid: configuration.sid }
}

async function run() {
  const first = await release('0.1.0')
  const second = await release('0.2.0')
  const { plugins } = await toolkit.describeConfiguration({ sid: second.configurationSid })
  const { releases } = await toolkit.listReleases({})
  const versions = (await toolkit.listPluginVersions({ name })).plugin_versions
  await toolkit.archiveConfiguration({ sid: first.configurationSid })
  const taken = await toolkit.deploy({ name, url: url('0.2.0'), version: '0.2.0' }).then(
    () => 'nothing was refused',
    ({ status }) => status,
  )
  return {
    inUse: plugins.map((each) => `${each.name} ${each.version} ${each.url}`),
    active: releases[0].configurationSid === second.configurationSid,
    versions: versions.map(({ version }) => version),
    taken,
  }
}

run().then(tell, fail)
