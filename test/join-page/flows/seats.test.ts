import { describe, expect, it } from 'vitest'
import type { Case } from '../../support/a-case.ts'
import { aScene } from '../a-scene.ts'

const scene = aScene()

describe('a seat', () => {
  it('outlasts a refresh of the customer’s page: both are in the call again, once each', async () => {
    const { chat, customer, agent } = await scene.keptTogether()
    await customer.page.reload()
    await customer.sees('room')
    await Promise.all([customer.seesOther(), agent.seesOther()])
    await chat.saying('live')
    const [room] = await chat.rooms()
    expect(room?.participants.filter((each) => each.status === 'connected')).toHaveLength(2)
  })

  it('outlasts a refresh of the agent’s page', async () => {
    const { customer, agent } = await scene.keptTogether()
    await agent.page.reload()
    await agent.sees('room')
    await Promise.all([customer.seesOther(), agent.seesOther()])
  })

  it('moves to a second device after a question there, and the first one is told', async () => {
    const { link, customer, agent } = await scene.keptTogether({ isLast: true })
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

  it('goes back to the first device with one press: three connections in all', async () => {
    const { chat, link, customer, agent } = await scene.together()
    const second = await scene.comes()
    await second.walksIn(link)
    await second.press('move')
    await second.sees('room')
    await customer.sees('dead')
    await customer.press('move')
    await customer.sees('room')
    await second.sees('dead')
    await Promise.all([customer.seesOther(), agent.seesOther()])
    await scene.centre().settled()
    const [room] = await chat.rooms()
    expect(room?.participants.filter(({ identity }) => identity.startsWith('customer-'))).toHaveLength(3)
  })

  it('is free when its tab is closed: the link leads in again without a question', async () => {
    const { chat, link, customer, agent } = await scene.together()
    await customer.page.close({ runBeforeUnload: true })
    await chat.saying('lost')
    const again = await scene.comes()
    await again.walksIn(link)
    await again.sees('room')
    await Promise.all([again.seesOther(), agent.seesOther()])
  })

  it('is a customer’s for somebody who asks with the agent’s identity and role, and the agent stays', async () => {
    const { chat, link, agent } = await scene.together()
    const [present] = await agentsIn(chat)
    const identity = present?.identity
    const body = JSON.stringify({ identity, role: 'agent', room: 'RM1', device: 'x', takeOver: true })
    const answer = await fetch(link, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    expect(((await answer.json()) as { identity: string }).identity).toMatch(/^customer-/)
    await scene.centre().settled()
    await agent.sees('room')
    expect(await agentsIn(chat)).toMatchObject([{ identity, status: 'connected' }])
  })
})

/** Everybody who ever was in the room as an agent. */
const agentsIn = async (chat: Case) =>
  (await chat.rooms()).flatMap(({ participants }) =>
    participants.filter(({ identity }) => identity.startsWith('agent-')),
  )
