import { describe, expect, it } from 'vitest'
import { atFlex } from './at-flex.ts'

const flex = atFlex()
const old = atFlex({}, ['disable-flex-messaging-ui-v2'])
const patience = { timeout: 30_000, interval: 50 }

describe.each([
  ['today’s', '.Twilio-MessageInputV2', flex],
  ['the former', '.Twilio-MessageInput', old],
])('in %s composer of Flex', (_, composer, { agent: hire, messages, link, centre }) => {
  const typingIn = (conversationSid: string) =>
    centre()
      .cloud.journal.after(0)
      .filter((each) => each.kind === 'change' && each.change === 'flex-ui.typing' && each.sid === conversationSid)

  it('a command runs, and is neither sent nor reported as typing; with two slashes it is sent', {
    timeout: 90_000,
  }, async () => {
    const { agent, chat } = await hire()
    const { conversationSid } = chat
    await agent.commands('/video')
    await link(conversationSid)
    expect(await agent.composer.inputValue()).toBe('')
    await agent.commands('//video')
    await expect.poll(() => messages(conversationSid), patience).toHaveLength(2)
    expect(typingIn(conversationSid)).toEqual([])
    await agent.commands('Here you are')
    await expect.poll(() => messages(conversationSid), patience).toHaveLength(3)
    expect((await messages(conversationSid)).slice(1)).toEqual(['\u2060/video', 'Here you are'])
  })

  it('an unknown command is held back until it is sent again, and one that is switched off is never sent', {
    timeout: 90_000,
  }, async () => {
    const { agent, chat } = await hire()
    await agent.commands('/vidoe now')
    await agent.isToldAbout(/is not a command/)
    await expect.poll(() => agent.composer.inputValue(), patience).toBe('/vidoe now')
    expect(await messages(chat.conversationSid)).toEqual([])
    await agent.composer.press('Enter')
    await expect.poll(() => messages(chat.conversationSid), patience).toEqual(['/vidoe now'])
    await expect.poll(() => agent.composer.inputValue(), patience).toBe('')
    await agent.commands('/transfer sales')
    await agent.isToldAbout(/This is not available here/)
    expect(await messages(chat.conversationSid)).toEqual(['/vidoe now'])
  })

  it('the list of commands is used with the keys of the field: select, pick and close', {
    timeout: 90_000,
  }, async () => {
    const { agent, chat } = await hire()
    expect(await agent.page.locator(composer).count()).toBe(1)
    await agent.types('/')
    const list = agent.page.getByRole('listbox', { name: 'Commands' })
    await list.waitFor()
    expect(await agent.composer.getAttribute('role')).toBe('combobox')
    await agent.composer.press('ArrowDown')
    const active = await agent.composer.getAttribute('aria-activedescendant')
    expect(await list.getByRole('option', { selected: true }).getAttribute('id')).toBe(active)
    await agent.composer.press('Enter')
    await expect.poll(() => agent.composer.inputValue(), patience).toBe('/video')
    await list.waitFor({ state: 'detached' })
    expect(await agent.composer.getAttribute('role')).toBeNull()
    await agent.composer.fill('/v')
    await list.waitFor()
    await agent.composer.press('Escape')
    await list.waitFor({ state: 'detached' })
    expect(await messages(chat.conversationSid)).toEqual([])
  })
})
