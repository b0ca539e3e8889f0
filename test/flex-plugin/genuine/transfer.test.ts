import { describe, expect, it } from 'vitest'
import { atFlex, hands } from './at-flex.ts'

const features = ['flex-chat-auto-join', 'flex-warm-transfers', 'new-transfer-experience']
const on = atFlex({ transfer: true }, features)
const patience = { timeout: 30_000, interval: 50 }

/** Two agents: one with a chat of a customer with this name, one who is free. */
async function two(customer: string) {
  const { agent, hires } = on
  const free = await hires()
  const { agent: busy, chat } = await agent(customer)
  await busy.page.bringToFront()
  return { ada: busy, ben: hands(free), chat, name: free.worker.fullName }
}

type Hands = ReturnType<typeof hands>

/** With Flex's own list of agents and queues. */
async function handsOver(ada: Hands, name: string) {
  await ada.by('escalate-transfer').getByRole('button').click()
  await ada.page.getByRole('button', { name: `Transfer to ${name}`, exact: true }).click()
}

const wordIs = (ada: Hands, word: string) =>
  expect.poll(() => ada.by('escalate-transfer').getAttribute('data-word'), patience).toBe(word)

describe('a transfer', () => {
  it('goes from Flex’s list to the other agent, and the first agent stays until the other one accepts', {
    timeout: 180_000,
  }, async () => {
    const { ada, ben, chat, name } = await two('Cleo')
    await on.centre().sim.say(chat.conversationSid, 'customer', 'It broke again')
    await handsOver(ada, name)
    await ada.isToldAbout(`Waiting for ${name} to answer`)
    await wordIs(ada, 'ringing')
    // Flex's own transfer would have removed the first agent already.
    expect(await on.status(chat.taskSid)).toBe('assigned')
    await ada.ends()
    await ada.isToldAbout(/is waiting for an answer/)
    await ada.reloads()
    await ada.selects('Cleo')
    await wordIs(ada, 'ringing')
    await ada.ends()
    await ada.isToldAbout(/is waiting for an answer/)
    expect(await on.status(chat.taskSid)).toBe('assigned')
    await ben.page.bringToFront()
    await ben.accepts('Cleo')
    await ben.isToldAbout(/Transferred from Agent/)
    await ben.reads('It broke again')
    await ben.opensTab('People')
    await ben
      .by('escalate-incoming')
      .getByText(/Transferred from Agent/)
      .waitFor()
    await expect.poll(() => on.status(chat.taskSid), patience).toBe('wrapping')
    await ada.page.bringToFront()
    await ada.isToldAbout(`${name} has taken over`)
    await on.centre().sim.endTask(chat.taskSid, 'complete')
    await ada.seesNot('Cleo')
  })

  it('is cancelled, repeated and declined, and the first agent gets a notice of each', {
    timeout: 180_000,
  }, async () => {
    const { ada, ben, chat, name } = await two('Dora')
    await ada.commands(`/transfer ${name}`)
    await wordIs(ada, 'ringing')
    await ben.sees('Dora')
    await ada.commands('/transfer cancel')
    await ada.isToldAbout(/was cancelled/)
    await ben.seesNot('Dora')
    await ada.commands(`/transfer ${name}`)
    await ben.page.bringToFront()
    await ben.rejects('Dora')
    await ada.page.bringToFront()
    await ada.isToldAbout(`${name} declined`)
    await wordIs(ada, 'declined')
    await ada.commands('Still here')
    await ada.reads('Still here')
    expect(await on.messages(chat.conversationSid)).toEqual(['Still here'])
    expect(await on.status(chat.taskSid)).toBe('assigned')
  })

  it('warm brings in a second agent, who can be removed', { timeout: 180_000 }, async () => {
    const { ada, ben, chat, name } = await two('Erin')
    await ada.commands(`/transfer warm ${name}`)
    await ben.page.bringToFront()
    await ben.accepts('Erin')
    await ada.page.bringToFront()
    await ada.isToldAbout(`${name} has joined`)
    await ada.opensTab('People')
    const person = (who: string) => ada.by('escalate-person').filter({ hasText: who })
    await person(name).waitFor()
    for (const [who, isOff] of [
      ['You', true],
      ['Customer', true],
      [name, false],
    ] as const)
      expect(await person(who).getByRole('button').isDisabled(), who).toBe(isOff)
    await person(name).getByRole('button').click()
    await person(name).waitFor({ state: 'detached' })
    await ada.opensTab('Chat')
    await ada.commands('You are with me')
    await ada.reads('You are with me')
    expect(await on.status(chat.taskSid)).toBe('assigned')
  })

  it('warm leaves the second agent with the customer when the first one leaves', { timeout: 180_000 }, async () => {
    const { ada, ben, chat, name } = await two('Ina')
    await ada.commands(`/transfer warm ${name}`)
    await ben.page.bringToFront()
    await ben.accepts('Ina')
    await ada.page.bringToFront()
    await ada.isToldAbout(`${name} has joined`)
    await ada.ends()
    await ada.answers('Leave')
    await expect.poll(() => on.status(chat.taskSid), patience).not.toBe('assigned')
    await ben.page.bringToFront()
    await ben.commands('Just the two of us')
    await expect.poll(() => on.messages(chat.conversationSid), patience).toEqual(['Just the two of us'])
  })

  it('to an unknown name is refused, and its text stays in the field', { timeout: 90_000 }, async () => {
    const { agent, chat } = await on.agent('Fay')
    await agent.commands('/transfer nobody at all')
    await agent.isToldAbout(/No agent or queue matches/)
    await expect.poll(() => agent.composer.inputValue(), patience).toBe('/transfer nobody at all')
    expect(await on.messages(chat.conversationSid)).toEqual([])
  })
})

it('Escalate takes both of Flex’s transfer actions for a chat, and leaves a call to Flex after a request to keep it alive', {
  timeout: 90_000,
}, async () => {
  const { agent, chat } = await on.agent('Gus')
  const invoke = (action: string, payload: string) =>
    agent.page.evaluate(
      `Twilio.Flex.Actions.invokeAction('${action}', ${payload}).then(() => 'done', (e) => e.message)`,
    )
  const tasks = 'Twilio.Flex.Manager.getInstance().store.getState().flex.worker.tasks'
  const task = `[...${tasks}.values()].find(({ taskSid }) => taskSid === '${chat.taskSid}')`
  const target = `WK${'0'.repeat(32)}`
  for (const [action, payload] of [
    ['TransferTask', `{ task: ${task}, targetSid: '${target}', options: { mode: 'COLD' } }`],
    ['StartChannelTransfer', `{ conversationSid: '${chat.conversationSid}', toSid: '${target}' }`],
  ] as const) {
    expect(await invoke(action, payload)).toMatch(/cancelled by before event/)
    await agent.isToldAbout(/No agent or queue matches/)
  }
  // A call, as Flex passes it on: the plugin does nothing, and Flex gets as far as without the plugin.
  const call = `{ sid: 'WR1', taskSid: 'WT1', status: 'accepted', attributes: {}, taskChannelUniqueName: 'voice' }`
  const asked = agent.page.waitForResponse(/\/api\/streams\/WT1\/before-transfer$/)
  expect(await invoke('TransferTask', `{ task: ${call}, targetSid: '${target}' }`)).not.toMatch(/before event/)
  // No call is streamed here.
  expect((await asked).status()).toBe(422)
})
