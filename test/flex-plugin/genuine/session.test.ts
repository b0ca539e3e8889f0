import { join } from 'node:path'
import { expect, it } from 'vitest'
import { project } from '../../../tools/project.ts'
import { quietCommand } from '../../../tools/quiet-command.ts'
import { atFlex } from './at-flex.ts'

const flex = atFlex()
const patience = { timeout: 90_000, interval: 200 }

it('an agent gets a notice when the token has expired, and the button works once Flex has renewed it', {
  timeout: 180_000,
}, async () => {
  const { agent, chat } = await flex.agent()
  const { tokens } = flex.centre().cloud.iam
  const tokenNow = () => agent.page.evaluate<string>('Twilio.Flex.Manager.getInstance().user.token')
  const old = await tokenNow()
  const claims = tokens.get(old)
  if (!claims) throw new Error('Flex has a token that the simulator did not give out')
  tokens.set(old, { ...claims, expiresAt: 1 })
  // A server caches a valid token for a minute. A new server has no cache.
  await flex.centre().stopServer()
  await flex.centre().startServer()
  await agent.button.click()
  await agent.isToldAbout(/session has expired/)
  await agent.buttonSays('session has expired')
  expect(await flex.messages(chat.conversationSid)).toEqual([])
  // Flex renews its token in the last three minutes, with the old one.
  tokens.set(old, claims)
  await agent.page.evaluate(`(() => {
    const kept = JSON.parse(sessionStorage.getItem('TWILIO_FLEX_SSO'))
    sessionStorage.setItem('TWILIO_FLEX_SSO', JSON.stringify({ ...kept, expiration: new Date(Date.now() + 120_000).toISOString() }))
  })()`)
  await expect.poll(tokenNow, patience).not.toBe(old)
  tokens.set(old, { ...claims, expiresAt: 1 })
  await agent.button.click()
  await agent.buttonSays('Video invite sent')
})

it('an agent gets a notice when the server is away, the chat goes on, and the button works when the server is back', {
  timeout: 120_000,
}, async () => {
  const { agent, chat } = await flex.agent()
  await flex.centre().stopServer()
  await agent.button.click()
  await agent.isToldAbout(/cannot be reached/)
  await agent.buttonSays('cannot be reached')
  await agent.commands('Chats go on')
  await agent.reads('Chats go on')
  await flex.centre().startServer()
  await agent.button.click()
  await agent.buttonSays('Video invite sent')
  await flex.link(chat.conversationSid)
})

it('Flex loads the plugin that `npm run plugin:deploy` released, and the agent’s language from beside it', {
  timeout: 120_000,
}, async () => {
  // Flex itself would fetch its own texts from Twilio. A plugin before ours sets the language for plugins.
  const before = `(() => {
    function German() { this.name = 'German' }
    German.prototype.init = (flex, manager) =>
      Object.defineProperty(manager, 'localization', { value: { ...manager.localization, localeTag: 'de-DE' } })
    Twilio.Flex.Plugins.init(German)
  })()`
  const { sim, env, agent: hire } = flex.centre()
  const plugins = [{ name: 'plugin-german', version: '1.0.0', script: before }]
  await sim.call('POST', '/flex-ui', { plugins, configuration: { ui_attributes: {} } })
  const deployed = await quietCommand(process.execPath, [join(project.root, 'tools', 'plugin-deploy.ts')], { env })
  expect(deployed).toMatchObject({ ok: true })
  const agent = await hire()
  try {
    await sim.chat({ workerSid: agent.worker.sid, customer: { name: 'Karl' } })
    await agent.accepts('Karl')
    await agent.page.getByRole('button', { name: 'Auf Video umschalten' }).click()
    await agent.opensTab('Videoraum')
    await agent.page.getByText('Der Link wurde noch nicht geöffnet.').waitFor()
  } finally {
    await agent.leave()
    await flex.centre().withdrawPlugins()
  }
})
