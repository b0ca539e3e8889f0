import { describe, expect, it } from 'vitest'
import { aScene } from '../a-scene.ts'

const scene = aScene()

describe('a seat is not a connection', () => {
  it('a refresh in the middle of the call leads back into it', async () => {
    const { chat, customer, agent } = await scene.together()
    await customer.page.reload()
    await customer.sees('room')
    await Promise.all([customer.seesOther(), agent.seesOther()])
    await chat.saying('live')
    const [room] = await chat.rooms()
    expect(room?.participants.filter((each) => each.status === 'connected')).toHaveLength(2)
  })

  it('the agent’s refresh, too', async () => {
    const { customer, agent } = await scene.together()
    await agent.page.reload()
    await agent.sees('room')
    await Promise.all([customer.seesOther(), agent.seesOther()])
  })

  it('a second device asks, takes over, and the first is told', async () => {
    const { link, customer, agent } = await scene.together()
    const second = await scene.comes({ device: 'phone' })
    await second.walksIn(link)
    await second.sees('move')
    await customer.seesOther() // nothing has happened to the first one yet
    await second.press('move')
    await second.sees('room')
    await customer.sees('dead')
    await expect.poll(() => customer.page.locator('main').textContent()).toMatch(/another device|elsewhere/i)
    await Promise.all([second.seesOther(), agent.seesOther()])
  })

  it('and the first can take it back, without a loop', async () => {
    const { link, customer, agent } = await scene.together()
    const second = await scene.comes()
    await second.walksIn(link)
    await second.press('move')
    await second.sees('room')
    await customer.sees('dead')
    await customer.press('move')
    await customer.sees('room')
    await second.sees('dead')
    await Promise.all([customer.seesOther(), agent.seesOther()])
  })

  it('a tab that was closed has left its seat: the link opens anew without a question', async () => {
    const { chat, link, customer, agent } = await scene.together()
    await customer.page.close({ runBeforeUnload: true })
    await chat.saying('lost')
    const again = await scene.comes()
    await again.walksIn(link)
    await again.sees('room')
    await Promise.all([again.seesOther(), agent.seesOther()])
  })

  it('nothing a customer can send makes them an agent or evicts one', async () => {
    const { link, agent } = await scene.together()
    const body = JSON.stringify({ identity: 'agent-1', role: 'agent', room: 'RM1', device: 'x', takeOver: true })
    const answer = await fetch(link, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    expect(((await answer.json()) as { identity: string }).identity).toMatch(/^customer-/)
    await agent.sees('room')
  })
})
