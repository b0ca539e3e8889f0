import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Chat } from '../../tools/sim.ts'
import { fetchWithinMs, type RunningFlex, startFlex } from './running-flex.ts'

// One chat at the genuine Flex desktop from its beginning to its end: each test continues the one before.

const patience = { timeout: 30_000, interval: 50 }

// Twelve lines, as written by hand: Flex's plugin manager loads a plain script.
const plugin = `
(function () {
  function Greeter() { this.name = 'Greeter' }
  Greeter.prototype.init = function (flex, manager) {
    window.greeted = { version: flex.VERSION, worker: manager.workerClient.sid, color: manager.configuration.color }
    var button = React.createElement('button', { key: 'greeter', 'data-testid': 'greeter' }, 'Greet')
    flex.TaskCanvasHeader.Content.add(button, { sortOrder: 1 })
  }
  Twilio.Flex.Plugins.init(Greeter)
})()
`

let flex: RunningFlex
let ada: Awaited<ReturnType<RunningFlex['desk']>>
let chat: Chat
beforeAll(async () => {
  flex = await startFlex()
  const greeter = { name: 'plugin-greeter', version: '1.2.3', script: plugin }
  await flex.simulator.control('POST', '/flex-ui', {
    plugins: [greeter],
    configuration: { ui_attributes: { color: 'red' } },
  })
  ada = await flex.desk()
}, fetchWithinMs)
afterEach(() => flex.isClean())
afterAll(() => flex.stop())

const status = async () => (await flex.sim.task(chat.taskSid)).assignment_status
const messages = async () => (await flex.sim.messages(chat.conversationSid)).map(({ body }) => body)
const changes = (name: string) =>
  flex.simulator.cloud.journal.after(0).filter((entry) => entry.kind === 'change' && entry.change === name)

it('Flex opens as a seeded worker, with the plugin of the plugin service', { timeout: 120_000 }, async () => {
  await ada.opens('Ada')
  expect(await ada.state('flex.worker.activity.name')).toBe('Available')
  const greeted = await ada.page.evaluate('window.greeted')
  expect(greeted).toEqual({ version: '2.17.1', worker: flex.workers['Ada'], color: 'red' })
})

it('an offer made at Twilio appears, and accepting it in Flex assigns the task', { timeout: 60_000 }, async () => {
  chat = await flex.sim.chat({ workerSid: flex.workers['Ada'] })
  await flex.sim.say(chat.conversationSid, 'customer', 'Can you help me?')
  await ada.accepts('Cleo')
  await ada.reads('Can you help me?')
  expect(await status()).toBe('assigned')
  await ada.page.getByTestId('greeter').waitFor()
})

it('a message typed in the composer is reported as typing once, and sent to the conversation', async () => {
  await ada.types('Of course')
  await expect.poll(() => changes('flex-ui.typing').length, patience).toBe(1)
  await ada.sends()
  await ada.reads('Of course')
  expect(await messages()).toEqual(['Can you help me?', 'Of course'])
})

it('a message that is added and removed at Twilio appears and disappears on the desktop', async () => {
  const { sid } = await flex.sim.say(chat.conversationSid, 'customer', 'My card is 1234')
  await ada.reads('My card is 1234')
  await flex.simulator.sdk.conversations.v1.conversations(chat.conversationSid).messages(sid).remove()
  await ada.readsNot('My card is 1234')
})

it('new attributes of the task reach the desktop', async () => {
  const task = flex.simulator.sdk.taskrouter.v1
    .workspaces([...flex.simulator.cloud.taskrouter.workspaces.keys()][0] ?? '')
    .tasks(chat.taskSid)
  const { attributes } = await task.fetch()
  await task.update({ attributes: JSON.stringify({ ...JSON.parse(attributes), color: 'blue' }) })
  await expect.poll(() => ada.state('[...flex.worker.tasks.values()][0].attributes.color'), patience).toBe('blue')
})

it('the task and its messages are there again after a reload', { timeout: 120_000 }, async () => {
  await ada.reloads()
  await ada.selects('Cleo')
  await ada.reads('Of course')
})

it('the agent ends and completes the task, and the task is gone', { timeout: 60_000 }, async () => {
  await ada.ends()
  await expect.poll(status, patience).toBe('wrapping')
  await ada.completes()
  await ada.seesNot('Cleo')
  expect(await status()).toBe('completed')
})
