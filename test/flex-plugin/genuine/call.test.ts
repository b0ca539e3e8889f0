import { describe, expect, it } from 'vitest'
import { seesMovingPicture } from '../../../tools/moving-picture.ts'
import { atFlex } from './at-flex.ts'

const { agent: hire, customer: comes, centre, messages, link, status } = atFlex()
const patience = { timeout: 30_000, interval: 50 }

/** Entries of Flex's store and the browser's storage that contain the frame's address. */
const passesKept = `(() => {
  const pass = document.querySelector('iframe[title="Video call"]').src.split('/j/')[1]
  const [seen, found] = [new Set(), []]
  const look = (thing, path) => {
    if (typeof thing === 'string' && thing.includes(pass)) found.push(path)
    if (typeof thing !== 'object' || thing === null || seen.has(thing) || seen.size > 200_000) return
    seen.add(thing)
    for (const [name, each] of thing instanceof Map ? thing : Object.entries(thing)) look(each, path + '.' + name)
  }
  look(Twilio.Flex.Manager.getInstance().store.getState(), 'store')
  for (const storage of [localStorage, sessionStorage]) look(JSON.stringify(storage), 'storage')
  return pass ? found : ['no pass']
})()`

/** The states of a conversation's rooms. */
const roomOf = async (conversationSid: string) =>
  (await centre().sim.rooms())
    .filter(({ unique_name }) => unique_name.includes(conversationSid.slice(2)))
    .map(({ status }) => status)
    .join()

const post = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** Agent and customer see each other, the agent in the plugin's frame. */
async function together() {
  const { agent, chat } = await hire()
  await agent.commands('/video')
  const address = await link(chat.conversationSid)
  await agent.opensTab('Video room')
  await agent.press('escalate-join')
  const frame = await agent.inFrame()
  await frame.joins()
  await frame.sees('room')
  const customer = await comes()
  await customer.walksIn(address)
  await customer.sees('room')
  await Promise.all([customer.seesOther(), frame.seesOther()])
  await agent.videoIs('live')
  return { agent, chat, customer, frame, address }
}

describe('the button', () => {
  it('starts one video with a double click, shows the state, and opens the video', { timeout: 120_000 }, async () => {
    const { agent, chat } = await hire()
    await agent.buttonSays('Switch to video')
    await agent.button.dblclick()
    await agent.buttonSays('Video invite sent')
    await agent.button.click()
    await agent.videoIs('invited')
    expect(await messages(chat.conversationSid)).toHaveLength(1)
    expect(await roomOf(chat.conversationSid)).toBe('in-progress')
    await agent.by('escalate-coach').getByRole('button', { name: 'Send' }).dblclick()
    await expect.poll(() => messages(chat.conversationSid), patience).toHaveLength(2)
  })

  it('starts one video when it is pressed in two windows of the same agent at once', { timeout: 120_000 }, async () => {
    const { agent, chat } = await hire()
    const other = await agent.context.newPage()
    await other.goto(agent.page.url())
    await other.getByTestId('task-item').filter({ hasText: 'Cleo' }).click({ timeout: 90_000 })
    const there = other.getByTestId('escalate-video').getByRole('button')
    await there.waitFor()
    await Promise.all([agent.button.click(), there.click()])
    await agent.buttonSays('Video invite sent')
    await expect.poll(() => there.getAttribute('aria-label'), patience).toContain('Video invite sent')
    expect(await messages(chat.conversationSid)).toHaveLength(1)
  })
})

it('the task’s attributes report start and end while the event stream is cut off', { timeout: 120_000 }, async () => {
  const { agent, chat } = await hire()
  await agent.page.route('**/api/escalations/events**', (route) => route.abort())
  await agent.reloads()
  await agent.selects('Cleo')
  await agent.button.click()
  await agent.buttonSays('Video invite sent')
  await centre().sim.endTask(chat.taskSid, 'wrapup')
  await agent.page.locator('.Twilio-TabHeader').filter({ hasText: 'Video room' }).waitFor({ state: 'detached' })
})

describe('the call', () => {
  it('goes on while the agent looks at another task, and a second video is refused with the first one’s name', {
    timeout: 180_000,
  }, async () => {
    const { agent, frame, customer } = await together()
    await agent.isDocked(true)
    await frame.page.evaluate('window.isTheSame = true')
    await agent.opensTab('Chat')
    await agent.isDocked(false)
    const second = await centre().sim.chat({ workerSid: agent.worker.sid, customer: { name: 'Dora' } })
    await agent.accepts('Dora')
    await agent.commands('/video')
    await agent.isToldAbout(/already in a video call with Cleo/)
    expect(await messages(second.conversationSid)).toEqual([])
    await agent.page.evaluate(`Twilio.Flex.Actions.invokeAction('NavigateToView', { viewName: 'teams' })`)
    await Promise.all([frame.seesOther(), customer.seesOther()])
    await agent.press('escalate-back')
    await agent.isDocked(true)
    await agent.videoIs('live')
    await frame.seesOther()
    expect(await frame.page.evaluate('window.isTheSame')).toBe(true)
  })

  it('reports a network that the customer’s page reports as blocked, returns after a reload, and ends with the wrap-up after a question', {
    timeout: 180_000,
  }, async () => {
    const { agent, chat, customer, address } = await together()
    const device = await customer.page.evaluate<string>('history.state.device')
    const tells = (detail?: string) => post(`${address}/readiness`, { device, step: 'joined', detail })
    const trouble = agent.by('escalate-tab').getByText('Their network blocks video.')
    await tells('network-blocked')
    await trouble.waitFor()
    await agent.by('escalate-coach').getByText('Please switch to mobile data').waitFor()
    await tells()
    await trouble.waitFor({ state: 'detached' })
    await agent.reloads()
    const again = await agent.inFrame()
    await again.sees('room')
    await Promise.all([again.seesOther(), customer.seesOther()])
    await agent.selects('Cleo')
    await agent.ends()
    await agent.answers('Stay')
    expect(await status(chat.taskSid)).toBe('assigned')
    await agent.ends()
    await agent.page.keyboard.press('Escape')
    await agent.by('escalate-dialog').waitFor({ state: 'detached' })
    expect(await status(chat.taskSid)).toBe('assigned')
    await agent.ends()
    await agent.answers('End video and continue')
    await expect.poll(() => status(chat.taskSid), patience).toBe('wrapping')
    await agent.by('escalate-frame').waitFor({ state: 'detached' })
    await expect.poll(() => roomOf(chat.conversationSid), patience).toBe('completed')
    await agent.page.locator('.Twilio-TabHeader').filter({ hasText: 'Video room' }).waitFor({ state: 'detached' })
    await agent.completes()
    await agent.seesNot('Cleo')
  })

  it('moves to its own window, goes on there while another task is selected, and comes back', {
    timeout: 180_000,
  }, async () => {
    const { agent, customer } = await together()
    const opens = agent.context.waitForEvent('page')
    await agent.by('escalate-actions').getByRole('button', { name: 'New window' }).click()
    const own = await opens
    await own.locator('main[data-screen="room"]').waitFor({ timeout: 20_000 })
    await customer.seesOther()
    await agent.by('escalate-frame').waitFor({ state: 'detached' })
    await own.evaluate('window.isTheSame = true')
    await centre().sim.chat({ workerSid: agent.worker.sid, customer: { name: 'Dora' } })
    await agent.accepts('Dora')
    await agent.by('escalate-tab').waitFor({ state: 'detached' })
    await Promise.all([seesMovingPicture(own, '[data-remote] video'), customer.seesOther()])
    await agent.selects('Cleo')
    await agent.opensTab('Video room')
    await agent.videoIs('live')
    await agent.by('escalate-place').and(agent.page.locator('[data-room="window"]')).waitFor()
    expect(await own.evaluate('window.isTheSame')).toBe(true)
    await agent.press('escalate-join')
    const frame = await agent.inFrame()
    await frame.sees('room')
    await Promise.all([frame.seesOther(), customer.seesOther()])
  })

  it('has a frame with eight permissions, keeps its pass out of Flex’s store and the browser’s storage, and can be closed', {
    timeout: 90_000,
  }, async () => {
    const { agent, chat } = await hire()
    await agent.commands('/video')
    await link(chat.conversationSid)
    await agent.opensTab('Video room')
    await agent.press('escalate-join')
    const allowed = await agent.page.locator('iframe[title="Video call"]').getAttribute('allow')
    expect(allowed?.split('; ').sort()).toEqual([
      'autoplay',
      'camera',
      'clipboard-write',
      'display-capture',
      'fullscreen',
      'microphone',
      'picture-in-picture',
      'screen-wake-lock',
      'speaker-selection',
    ])
    expect(await agent.page.evaluate(passesKept)).toEqual([])
    await agent.opensTab('Chat')
    await agent.press('escalate-close')
    await agent.by('escalate-frame').waitFor({ state: 'detached' })
  })
})

it('Flex has every component, function, type and action that the plugin uses', { timeout: 90_000 }, async () => {
  const { agent } = await hire()
  const missing = await agent.page.evaluate(`(() => {
    const { Flex } = Twilio
    const stores = ['TaskInfoPanel', 'TaskCanvasHeader', 'TaskCanvasTabs', 'MessageInput', 'MessageInputV2', 'MainContainer', 'MainHeader']
    const actions = ['SendMessage', 'SendTyping', 'SetInputText', 'WrapupTask', 'CompleteTask', 'AcceptTask', 'TransferTask',
      'StartChannelTransfer', 'NavigateToView', 'SelectTask', 'SetComponentState', 'ShowDirectory', 'HideDirectory']
    const functions = {
      Actions: ['addListener', 'invokeAction', 'replaceAction'],
      Notifications: ['registerNotification', 'showNotification', 'dismissNotificationById'],
    }
    const manager = Flex.Manager.getInstance()
    return [
      ...Object.entries(functions).flatMap(([of, names]) => names.filter((each) => typeof Flex[of][each] !== 'function')),
      ...['store', 'strings', 'user', 'serviceConfiguration', 'localization', 'events'].filter((each) => !manager[each]),
      ...stores.filter((each) => typeof Flex[each].Content.add !== 'function'),
      ...(typeof Flex.WorkerDirectory.Tabs.Content.addWrapper === 'function' ? [] : ['addWrapper']),
      ...['Tab', 'IconButton', 'withTaskContext'].filter((each) => Flex[each] === undefined),
      ...['success', 'error', 'warning', 'information'].filter((each) => !Flex.NotificationType[each]),
      ...actions.filter((each) => !Flex.Actions.actions.has(each)),
    ]
  })()`)
  expect(missing).toEqual([])
})
