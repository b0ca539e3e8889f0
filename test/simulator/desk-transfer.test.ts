import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimWorker, simAt } from '../../tools/sim.ts'
import { until } from '../../tools/until.ts'
import { aBrowser } from '../support/a-browser.ts'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

const browser = aBrowser()
let simulator: RunningSimulator
let sim: ReturnType<typeof simAt>
let seed: { workspaceSid: string; transferWorkflowSid: string; workers: readonly SimWorker[] }
beforeEach(async () => {
  simulator = await startSimulator()
  sim = simAt(simulator.url)
  seed = await sim.call('POST', '/seed', {})
})
afterEach(() => simulator.stop())

const agent = (name: string) => seed.workers.find(({ fullName }) => fullName === name)?.sid ?? ''
const note = 'Asks for a refund of invoice 4711 <b>today</b>.'

async function adasChat() {
  const chat = await sim.chat({ workerSid: agent('Ada') })
  await sim.accept(chat.reservationSid)
  return chat
}

/** As an application would invite: with the transfer's state on the new task. */
async function inviteBen(chat: { conversationSid: string; workerSid: string }, mode: 'cold' | 'warm') {
  const { sid, interactionSid } = await sim.channel(chat.conversationSid)
  await simulator.sdk.flexApi.v1
    .interaction(interactionSid)
    .channels(sid)
    .invites.create({
      routing: {
        properties: {
          workspace_sid: seed.workspaceSid,
          workflow_sid: seed.transferWorkflowSid,
          attributes: {
            customerName: 'Cleo',
            transferTargetType: 'worker',
            transferTargetSid: agent('Ben'),
            app: { transfer: { state: 'incoming', mode, from: 'Ada', note } },
          },
        },
      },
    })
}

async function atTheDesk(viewport = { width: 1440, height: 900 }): Promise<Page> {
  const { page } = await browser.person({ viewport })
  await page.goto(`${simulator.url}/desk`)
  await page.locator('#agent').selectOption(agent('Ada'))
  return page
}
const place = (page: Page, name: RegExp) => page.locator('#places').getByRole('button', { name })

describe('one user at the desk', () => {
  it('sends the commands for an agent and for a queue, cold and warm, and the one that cancels', async () => {
    const chat = await adasChat()
    const page = await atTheDesk()
    await page.getByLabel('Transfer to').selectOption('Ben')
    await page.getByRole('button', { name: '/transfer Ben' }).click()
    await page.getByLabel('Stay (warm)').check()
    await page.getByLabel('Transfer to').selectOption('Support')
    await page.getByRole('button', { name: '/transfer warm Support' }).click()
    const sent = await until('both commands', async () => {
      const messages = await sim.messages(chat.conversationSid)
      return messages.length === 2 && messages.map(({ body }) => body)
    })
    expect(sent).toEqual(['/transfer Ben', '/transfer warm Support'])
    const transfer = { state: 'ringing', mode: 'warm', to: 'Support' }
    const attributes = JSON.stringify({ customerName: 'Cleo', app: { transfer } })
    await simulator.sdk.taskrouter.v1.workspaces(seed.workspaceSid).tasks(chat.taskSid).update({ attributes })
    await page.getByText('Transfer: ringing').waitFor()
    await page.getByText('Transfer to Support', { exact: true }).waitFor()
    expect(await page.getByLabel('Transfer to').isVisible()).toBe(false)
    await page.getByRole('button', { name: '/transfer cancel' }).click()
    const last = await until('the third command', async () => (await sim.messages(chat.conversationSid))[2]?.body)
    expect(last).toBe('/transfer cancel')
  })

  it('is Ada, then Ben, who reads Ada’s name and note, and declines; Ada keeps the chat', async () => {
    const chat = await adasChat()
    const page = await atTheDesk()
    await page.getByText('In progress').first().waitFor()
    expect(await page.locator('#places').isVisible()).toBe(false)
    await inviteBen(chat, 'cold')
    await place(page, /Ada In progress/).waitFor()
    expect(await place(page, /Ada/).getAttribute('aria-pressed')).toBe('true')
    await place(page, /Ben Offered/).click()
    await page.getByText('Ada would like to hand over the chat with Cleo.').waitFor()
    await page.locator('#offer').getByText(note).waitFor()
    await page.getByRole('button', { name: 'Decline' }).click()
    await page.locator('#places').waitFor({ state: 'hidden' })
    await page.getByText('Ada has this chat.').waitFor()
  })

  it('is Ben, who joins Ada; both have the chat, and a phone’s screen needs no sideways scrolling', async () => {
    const chat = await adasChat()
    const page = await atTheDesk({ width: 390, height: 844 })
    await inviteBen(chat, 'warm')
    await place(page, /Ben Offered/).click()
    await page.getByText('Ada asks you to join the chat with Cleo.').waitFor()
    await page.getByRole('button', { name: 'Accept' }).click()
    await place(page, /Ben In progress/).waitFor()
    await page.getByRole('button', { name: 'Wrap up' }).click()
    await place(page, /Ben Wrapping up/).waitFor()
    await place(page, /Ada In progress/).click()
    await page.getByRole('button', { name: 'Wrap up' }).waitFor()
    const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
    expect(wide).toBe(false)
  })
})
