import { describe, expect, it } from 'vitest'
import { aScene } from '../a-scene.ts'
import { devicesOn, watchDevices } from '../own-devices.ts'

const scene = aScene()

describe('a customer', () => {
  it('waits for an agent who comes late, and gets in without a press', async () => {
    const { link, agentPage } = await scene.invited()
    const [customer, agent] = [await scene.comes(), await scene.comes()]
    await customer.walksIn(link)
    await customer.sees('waiting')
    await agent.walksIn(await agentPage())
    await Promise.all([customer.sees('room'), agent.sees('room')])
    await Promise.all([customer.seesOther(), agent.seesOther()])
  })

  it('reads that the agent left, and sees them again when they are back', async () => {
    const { customer, agent, agentPage } = await scene.together()
    await agent.page.close({ runBeforeUnload: true })
    await expect.poll(() => customer.page.locator('.alone').textContent()).toMatch(/has left the call/)
    const back = await scene.comes()
    await back.walksIn(await agentPage())
    await back.sees('room')
    await Promise.all([customer.seesOther(), back.seesOther()])
  })

  it('and their agent read that the wrap-up ended the call, and their cameras and microphones are off', async () => {
    const { chat, link, agentPage } = await scene.invited()
    const [agent, customer] = [await scene.comes(), await scene.comes()]
    const both = [agent, customer]
    await Promise.all(both.map(({ page }) => watchDevices(page)))
    await agent.walksIn(await agentPage())
    await agent.sees('room')
    await customer.walksIn(link)
    await customer.sees('room')
    for (const { page } of both) expect(await devicesOn(page)).toEqual(['audio', 'video'])
    await chat.ends('wrapup')
    for (const { page, sees } of both) {
      await sees('dead')
      await expect.poll(() => page.locator('main h1').textContent()).toMatch(/ended/i)
      expect(await devicesOn(page)).toEqual([])
    }
  })
})

describe('a link', () => {
  it.each([
    ['revoked', 'revoke', /replaced|newer/i],
    ['ended', 'end', /ended/i],
  ])('that is %s shows its own screen', async (_, command, words) => {
    const { chat, link, id } = await scene.invited()
    await chat.call(`/escalations/${id}/${command}`, {})
    const customer = await scene.comes({ device: 'phone' })
    await customer.page.goto(link)
    await customer.sees('dead')
    expect(await customer.page.locator('main').textContent()).toMatch(words)
  })

  it('that has ended lets the customer ask for another, which the task says', async () => {
    const { chat, link, id } = await scene.invited()
    await chat.call(`/escalations/${id}/end`, {})
    await chat.closed()
    const customer = await scene.comes()
    await customer.page.goto(link)
    await customer.press('ask-link')
    await expect.poll(async () => (await chat.task()).escalate?.video).toMatchObject({ asksForLink: true })
  })

  it('that is unknown shows its own screen', async () => {
    const { link } = await scene.invited()
    const customer = await scene.comes()
    await customer.page.goto(link.slice(0, -3))
    await customer.sees('dead')
    expect(await customer.page.locator('main').textContent()).toMatch(/do not know this link/)
  })

  it('works in a news reader whose browser calls itself a bot', async () => {
    const { link } = await scene.invited()
    const customer = await scene.comes({
      userAgent:
        'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 (compatible; FlipboardProxy/1.2)',
    })
    await customer.page.goto(link)
    await customer.press('continue')
    await customer.sees('choose')
  })

  it('with a full stop and a zero-width space at its end works like the plain one, and shows neither', async () => {
    const { link } = await scene.invited()
    const customer = await scene.comes()
    await customer.page.goto(`${link}.\u200b`)
    await customer.sees('welcome')
    expect(new URL(customer.page.url()).pathname).toBe('/j/')
  })
})
