import { describe, expect, it } from 'vitest'
import { aScene } from '../a-scene.ts'

const scene = aScene()

describe('on the way', () => {
  it('the agent comes late: the customer waits, and is let in without touching anything', async () => {
    const { link, agentPage } = await scene.invited()
    const [customer, agent] = [await scene.comes(), await scene.comes()]
    await customer.walksIn(link)
    await customer.sees('waiting')
    await agent.walksIn(await agentPage())
    await Promise.all([customer.sees('room'), agent.sees('room')])
    await Promise.all([customer.seesOther(), agent.seesOther()])
  })

  it('the agent goes: the customer reads it, and sees them again when they are back', async () => {
    const { customer, agent, agentPage } = await scene.together()
    await agent.page.close({ runBeforeUnload: true })
    await customer.page.locator('.alone').waitFor()
    const back = await scene.comes()
    await back.walksIn(await agentPage())
    await back.sees('room')
    await Promise.all([customer.seesOther(), back.seesOther()])
  })

  it('the server ends the room: both are told, and the lights go off', async () => {
    const { chat, customer, agent } = await scene.together()
    await chat.ends('wrapup')
    await Promise.all([customer.sees('dead'), agent.sees('dead')])
    await expect.poll(() => customer.page.locator('main h1').textContent()).toMatch(/ended/i)
  })
})

describe('links that lead nowhere', () => {
  it.each([
    ['revoked', 'revoke', /replaced|newer/i],
    ['ended', 'end', /ended/i],
  ])('%s', async (_, command, words) => {
    const { chat, link, id } = await scene.invited()
    await chat.call(`/escalations/${id}/${command}`, {})
    const customer = await scene.comes({ device: 'phone' })
    await customer.page.goto(link)
    await customer.sees('dead')
    expect(await customer.page.locator('main').textContent()).toMatch(words)
  })

  it('an ended one lets the customer ask for another, which the agent hears of', async () => {
    const { chat, link, id } = await scene.invited()
    await chat.call(`/escalations/${id}/end`, {})
    await chat.closed()
    const customer = await scene.comes()
    await customer.page.goto(link)
    await customer.press('ask-link')
    await expect.poll(async () => (await chat.task()).escalate?.video).toMatchObject({ asksForLink: true })
  })

  it('an unknown one says so', async () => {
    const { link } = await scene.invited()
    const customer = await scene.comes()
    await customer.page.goto(link.slice(0, -3))
    await customer.sees('dead')
  })

  it('a bot gets a title and nothing else', async () => {
    const { link } = await scene.invited()
    const answer = await fetch(link, { headers: { 'user-agent': 'WhatsApp/2.24.11.85 A' } })
    const text = await answer.text()
    expect(text).toContain('<title>')
    expect(text).not.toContain('<script')
    expect(text.length).toBeLessThan(300)
  })
})
