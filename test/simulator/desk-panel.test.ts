import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aBrowser } from '../support/a-browser.ts'
import { startApplication } from './an-application.ts'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

const browser = aBrowser()
let simulator: RunningSimulator
let application: Awaited<ReturnType<typeof startApplication>>
beforeEach(async () => {
  simulator = await startSimulator()
  application = await startApplication()
  await simulator.control('POST', '/seed', {})
})
afterEach(() => Promise.all([simulator.stop(), application.stop()]))

type Chat = { readonly conversationSid: string; readonly taskSid: string; readonly reservationSid: string }

const show = (settings: object) => simulator.control('POST', '/desk', settings)
const policy = async () => (await simulator.app.request('/desk')).headers.get('content-security-policy')

/** A chat that Ada accepted, with an application's state of its video. */
async function aChat(video: object, name = 'Cleo'): Promise<Chat & { readonly workerSid: string }> {
  const attributes = { app: { video } }
  const { body } = await simulator.control('POST', '/chats', { channel: 'web', customer: { name }, attributes })
  const chat = body as Chat & { workerSid: string } // the control API's own answer
  await simulator.control('POST', `/reservations/${chat.reservationSid}/accept`)
  return chat
}

async function atTheDesk({ workerSid }: { readonly workerSid: string }): Promise<Page> {
  const { page } = await browser.person({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${simulator.url}/desk`)
  await page.locator('#agent').selectOption(workerSid)
  return page
}

async function says(taskSid: string, video: object): Promise<void> {
  const { workspaceSid } = (await simulator.control('POST', '/seed', { workers: [] })).body
  const attributes = JSON.stringify({ customerName: 'Cleo', app: { video } })
  const path = `/taskrouter/v1/Workspaces/${workspaceSid}/Tasks/${taskSid}`
  await simulator.rest('POST', path, { Attributes: attributes })
}

const openButton = (page: Page) => page.getByRole('button', { name: 'Open the video' })
const heading = (page: Page) => page.frameLocator('#panel iframe').getByRole('heading', { name: 'A video' })
const frames = (page: Page) => page.locator('#panel iframe')

describe('the address of the panel', () => {
  it('must be a web address, and a reset removes it', async () => {
    for (const agentPanel of ['javascript:alert(1)', 'agent', '', 7]) {
      expect((await show({ agentPanel })).status, String(agentPanel)).toBe(400)
    }
    expect((await show({ ...application.settings, frames: ['about:blank'] })).status).toBe(400)
    expect((await show(application.settings)).status).toBe(200)
    await simulator.control('POST', '/reset')
    expect(await policy()).not.toContain('frame-src')
  })

  it('opens the page’s policy for its own origin and for those that it redirects to, until it is null', async () => {
    await show(application.settings)
    expect(await policy()).toContain(`; frame-src ${application.doorUrl} ${application.pageUrl};`)
    await show({ agentPanel: null })
    expect(await policy()).not.toContain('frame-src')
  })
})

describe('the panel', () => {
  it('is offered to the agent who has the task, while its address is set and a video exists', async () => {
    const chat = await aChat({ state: 'invited', id: 'one' })
    const page = await atTheDesk(chat)
    await page.locator('#video-word', { hasText: 'invited' }).waitFor()
    expect(await openButton(page).isVisible()).toBe(false)

    await show(application.settings)
    await says(chat.taskSid, { state: 'waiting', id: 'one' })
    await openButton(page).waitFor()
    await page.locator('#agent').selectOption({ label: 'Ben' })
    await openButton(page).waitFor({ state: 'hidden' })
    await page.locator('#agent').selectOption({ label: 'Ada' })
    await openButton(page).waitFor()

    await says(chat.taskSid, { state: 'ended', id: 'one' })
    await openButton(page).waitFor({ state: 'hidden' })
  })

  it('loads the application’s page once: an event or another chat does not load it again', async () => {
    await show(application.settings)
    const other = await aChat({ state: 'ended', id: 'zero' }, 'Noor')
    const chat = await aChat({ state: 'live', id: 'one' })
    const page = await atTheDesk(chat)
    await page.getByRole('button', { name: /Cleo/ }).click()
    await openButton(page).click()
    await heading(page).waitFor()

    await simulator.control('POST', `/conversations/${chat.conversationSid}/messages`, {
      as: 'customer',
      body: 'Hello',
    })
    await page.locator('#agent-thread', { hasText: 'Hello' }).waitFor()
    await page.getByRole('button', { name: /Noor/ }).click()
    await page.locator('#agent').selectOption(other.workerSid)
    await frames(page).waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: /Cleo/ }).click()
    await page.locator('#agent').selectOption(chat.workerSid)
    await heading(page).waitFor()
    expect(application.asked).toEqual([`/agent?task=${chat.taskSid}&worker=${chat.workerSid}`])
  })

  it('stays during the wrap-up, and disappears when the task is completed', async () => {
    await show(application.settings)
    const chat = await aChat({ state: 'live', id: 'one' })
    const page = await atTheDesk(chat)
    await openButton(page).click()
    await heading(page).waitFor()
    await page.getByRole('button', { name: 'Wrap up' }).click()
    await says(chat.taskSid, { state: 'ended', id: 'one' })
    await page.locator('#video-word', { hasText: 'ended' }).waitFor()
    expect(await heading(page).isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Complete' }).click()
    await frames(page).waitFor({ state: 'detached' })
  })

  it('disappears when the task gets another video, and opens again for that one', async () => {
    await show(application.settings)
    const chat = await aChat({ state: 'live', id: 'one' })
    const page = await atTheDesk(chat)
    await openButton(page).click()
    await heading(page).waitFor()
    await says(chat.taskSid, { state: 'requested', id: 'two' })
    await frames(page).waitFor({ state: 'detached' })
    await openButton(page).click()
    await heading(page).waitFor()
    expect(application.asked).toHaveLength(2)
  })

  it('may use camera and microphone at the origin that the address redirects to', async () => {
    await show(application.settings)
    const page = await atTheDesk(await aChat({ state: 'live', id: 'one' }))
    await openButton(page).click()
    await heading(page).waitFor()
    const frame = page.frames().find((each) => each.url().startsWith(application.pageUrl))
    const kinds = `navigator.mediaDevices.getUserMedia({ audio: true, video: true })
      .then((stream) => stream.getTracks().map(({ kind }) => kind).sort())`
    expect(await frame?.evaluate(kinds)).toEqual(['audio', 'video'])
  })

  it('moves to its own window, which has no opener', async () => {
    await show(application.settings)
    const page = await atTheDesk(await aChat({ state: 'live', id: 'one' }))
    await openButton(page).click()
    await heading(page).waitFor()
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Open in a new window' }).click(),
    ])
    await opened.getByRole('heading', { name: 'A video' }).waitFor()
    expect(await opened.evaluate('window.opener')).toBeNull()
    await frames(page).waitFor({ state: 'detached' })
  })
})

describe('a desk that was open before the address was set', () => {
  it('reloads at the next event, and may then frame the address', async () => {
    const chat = await aChat({ state: 'invited', id: 'one' })
    const page = await atTheDesk(chat)
    await page.locator('#video-word', { hasText: 'invited' }).waitFor()
    await show(application.settings)
    const again = page.waitForEvent('load')
    await says(chat.taskSid, { state: 'waiting', id: 'one' })
    await again
    await openButton(page).click()
    await heading(page).waitFor()
  })
})

describe('a link in the chat', () => {
  it('opens from the customer’s side in a tab without an opener; the agent sees the bare address', async () => {
    const chat = await aChat({ state: 'invited' })
    const body = `Join here: ${application.pageUrl}/j/1?a=b.`
    await simulator.control('POST', `/conversations/${chat.conversationSid}/messages`, { as: { api: true }, body })
    const page = await atTheDesk(chat)
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      page.locator('#customer-thread').getByRole('link', { name: 'Open the link' }).click(),
    ])
    await opened.getByRole('heading', { name: 'A video' }).waitFor()
    expect(opened.url()).toBe(`${application.pageUrl}/j/1?a=b`)
    expect(await opened.evaluate('window.opener')).toBeNull()
    const plain = page.locator('#agent-thread').getByRole('link')
    expect(await plain.textContent()).toBe(`${application.pageUrl}/j/1?a=b`)
  })
})
