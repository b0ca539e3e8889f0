import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type FlexDesktop, flexDesktop } from '../../tools/flex-desktop.ts'
import type { Chat } from '../../tools/sim.ts'
import { jsonRequest } from '../simulator/running-simulator.ts'
import { fetchWithinMs, type RunningFlex, startFlex } from './running-flex.ts'

// Two agents in two tabs of one browser. Flex shows changes made over REST or on the simulator's page, and the simulator shows changes made in Flex.

const patience = { timeout: 30_000, interval: 50 }

let flex: RunningFlex
let ada: FlexDesktop
let ben: FlexDesktop
beforeAll(async () => {
  flex = await startFlex()
  // Without this setting, Flex has no transfer of chats.
  await flex.simulator.control('POST', '/flex-ui', {
    features: ['flex-chat-auto-join', 'flex-warm-transfers', 'new-transfer-experience'],
    transfers: { notes: true },
  })
  const window = await flex.desk()
  ada = window
  await ada.opens('Ada')
  ben = flexDesktop(await window.person.context.newPage(), flex.simulator.url)
  await ben.opens('Ben')
  // A tab in the background is drawn seldom, and too slow for presses.
  await ada.page.bringToFront()
}, fetchWithinMs)
afterEach(() => flex.isClean())
afterAll(() => flex.stop())

const status = async ({ taskSid }: Chat) => (await flex.sim.task(taskSid)).assignment_status
const written = (name: string, channel = 'web', worker = 'Ada') =>
  flex.sim.chat({ channel, customer: { name }, workerSid: flex.workers[worker] })
const activity = async (name: string) => {
  const { body } = await flex.simulator.control('GET', '/state')
  const workers = body['workers'] as { sid: string; activity_name: string }[] // as REST shows them
  return workers.find(({ sid }) => sid === flex.workers[name])?.activity_name
}

it('each of two tabs shows its own agent', async () => {
  expect(await ada.state('flex.worker.worker.sid')).toBe(flex.workers['Ada'])
  expect(await ben.state('flex.worker.worker.sid')).toBe(flex.workers['Ben'])
})

it('Flex follows a task that is accepted, wrapped up and completed over REST', async () => {
  const chat = await written('Cora')
  await ada.sees('Cora')
  await flex.sim.accept(chat.reservationSid)
  await flex.sim.say(chat.conversationSid, 'customer', 'Hello')
  await ada.selects('Cora')
  await ada.reads('Hello')
  await flex.sim.endTask(chat.taskSid, 'wrapup')
  await ada.header.getByRole('button', { name: /^complete$/i }).waitFor()
  await flex.sim.endTask(chat.taskSid, 'complete')
  await ada.seesNot('Cora')
})

it('an offer disappears when it is declined, withdrawn or unanswered, and the last makes the agent Offline', async () => {
  const declined = await written('Dana')
  await ada.rejects('Dana')
  await ada.seesNot('Dana')
  expect(await status(declined)).toBe('canceled')
  const withdrawn = await written('Cathy')
  await ada.sees('Cathy')
  await flex.sim.endTask(withdrawn.taskSid, 'cancel')
  await ada.seesNot('Cathy')
  const unanswered = await written('Toni')
  await ada.sees('Toni')
  await flex.simulator.control('POST', `/reservations/${unanswered.reservationSid}/timeout`)
  await ada.seesNot('Toni')
  await expect.poll(() => ada.state('flex.worker.activity.name'), patience).toBe('Offline')
})

it('an activity chosen in Flex is set at Twilio, and one set on the simulator’s page is shown in Flex', async () => {
  await ada.becomes('Available')
  await expect.poll(() => activity('Ada'), patience).toBe('Available')
  const path = `/desk/agents/${flex.workers['Ada']}/activity`
  await fetch(`${flex.simulator.url}${path}`, jsonRequest('POST', { activity: 'Break' }))
  await expect.poll(() => ada.state('flex.worker.activity.name'), patience).toBe('Break')
  await ada.becomes('Available')
  await expect.poll(() => activity('Ada'), patience).toBe('Available')
})

it('a text message from a phone is read and answered in Flex', async () => {
  const sms = await written('Dora', 'sms')
  await flex.sim.say(sms.conversationSid, 'customer', 'From my phone')
  await ada.accepts('Dora')
  await ada.reads('From my phone')
  await ada.types('To your phone')
  await ada.sends()
  await ada.reads('To your phone')
  const texts = (await flex.sim.messages(sms.conversationSid)).map(({ body }) => body)
  expect(texts).toEqual(['From my phone', 'To your phone'])
})

it('a message and an offer that arrive while the connections are cut are shown', { timeout: 60_000 }, async () => {
  const chat = await written('Lena')
  await flex.sim.say(chat.conversationSid, 'customer', 'Hello')
  await ada.accepts('Lena')
  await ada.reads('Hello')
  const { body } = await flex.simulator.control('POST', '/flex-ui/cut')
  expect(body['cut']).toBeGreaterThan(3)
  await flex.sim.say(chat.conversationSid, 'customer', 'Are you still there?')
  await written('Nils')
  await ada.reads('Are you still there?')
  await ada.sees('Nils')
  // Flex does not catch the failure of the request that was cut.
  flex.forgive()
})

it('a chat transferred in Flex goes to the other agent with its messages, and the first agent wraps up', {
  timeout: 60_000,
}, async () => {
  const chat = await written('Erin')
  await flex.sim.say(chat.conversationSid, 'customer', 'It broke again')
  await ada.accepts('Erin')
  await ada.reads('It broke again')
  await ada.page.getByTestId('task-actions-menu-toggle').click()
  await ada.page.getByTestId('task-transfer-button').click()
  await ada.page.getByRole('button', { name: 'Transfer to Ben' }).click()
  await ada.page.getByRole('button', { name: 'Confirm transfer' }).click()
  await ben.page.bringToFront()
  await ben.accepts('Erin')
  await ben.reads('It broke again')
  await expect.poll(() => status(chat), patience).toBe('wrapping')
})
