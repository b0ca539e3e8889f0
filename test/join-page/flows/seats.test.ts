import { describe, expect, it } from 'vitest'
import { until } from '../../../tools/until.ts'
import type { Case } from '../../support/a-case.ts'
import { aScene } from '../a-scene.ts'

const scene = aScene()

describe('a seat', () => {
  it('survives a reload of the customer’s page: both are in the call again, once each', async () => {
    const { chat, customer, agent } = await scene.keptTogether()
    await customer.page.reload()
    await customer.sees('room')
    await Promise.all([customer.seesOther(), agent.seesOther()])
    await chat.saying('live')
    const [room] = await chat.rooms()
    expect(room?.participants.filter((each) => each.status === 'connected')).toHaveLength(2)
  })

  it('survives a reload of the agent’s page', async () => {
    const { customer, agent } = await scene.keptTogether()
    await agent.page.reload()
    await agent.sees('room')
    await Promise.all([customer.seesOther(), agent.seesOther()])
  })

  it('moves to a second device after a question there, with a notice on the first one', async () => {
    const { link, customer, agent } = await scene.keptTogether({ isLast: true })
    const second = await scene.comes({ device: 'phone' })
    await second.walksIn(link)
    await second.sees('move')
    await customer.seesOther() // nothing has changed on the first device yet
    await second.press('move')
    await second.sees('room')
    await customer.sees('dead')
    await expect.poll(() => customer.page.locator('main').textContent()).toMatch(/another device|elsewhere/i)
    await Promise.all([second.seesOther(), agent.seesOther()])
  })

  it('returns to the first device with one press: three connections in all', async () => {
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

  it('is a customer’s for a request with the agent’s identity and role, and the agent stays', async () => {
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

describe('a link that the agent replaces', () => {
  it('ends the call of the customer who came with it, with a notice, and the new link leads in', async () => {
    const { chat, customer, agent } = await scene.together()
    await chat.types('/video new')
    await customer.sees('dead')
    await expect.poll(() => customer.page.locator('main').textContent()).toMatch(/no longer valid/i)
    await customer.page.reload()
    await customer.sees('dead')
    const again = await scene.comes()
    await again.walksIn(await chat.link(2))
    await again.sees('room')
    await Promise.all([again.seesOther(), agent.seesOther()])
    await chat.saying('live')
  })

  it('leaves a stranger its access token, whose coming and going the customer’s page does not show', async () => {
    const { chat, link, agentPage } = await scene.invited()
    const agent = await scene.comes()
    await agent.walksIn(await agentPage())
    await agent.sees('room')
    await chat.saying('waiting')
    const { token } = (await (await chat.press(link)).json()) as { token: string } // our own answer
    await chat.types('/video new')
    const customer = await scene.comes({ device: 'phone' })
    await customer.walksIn(await chat.link(2))
    await customer.sees('room')
    await Promise.all([customer.seesOther(), agent.seesOther()])
    await customer.page.evaluate(countTiles)
    for (let n = 0; n < 3; n++) {
      const { participantSid } = await scene.centre().sim.connect(token)
      const isOut = async () =>
        (await customersIn(chat)).every(({ sid, status }) => sid !== participantSid || status !== 'connected')
      await until('they are removed', isOut)
    }
    await Promise.all([customer.seesOther(), agent.seesOther()])
    expect(await customer.page.evaluate(() => document.documentElement.dataset['mostTiles'])).toBe('1')
    const here = (await customersIn(chat)).filter(({ status }) => status === 'connected')
    expect(here).toMatchObject([{ identity: expect.stringMatching(/-g2$/) }])
    expect((await customersIn(chat)).filter(({ identity }) => identity === here[0]?.identity)).toHaveLength(1)
  })
})

/** Keeps the greatest number of other participants that the page has shown at once. */
function countTiles(): void {
  const { dataset } = document.documentElement
  const count = () => {
    const now = document.querySelectorAll('[data-remote]').length
    dataset['mostTiles'] = String(Math.max(now, Number(dataset['mostTiles'] ?? 0)))
  }
  count()
  new MutationObserver(count).observe(document.body, { childList: true, subtree: true })
}

const participantsIn = async (chat: Case) => (await chat.rooms()).flatMap(({ participants }) => participants)
/** All participants who were ever in the room as an agent. */
const agentsIn = async (chat: Case) =>
  (await participantsIn(chat)).filter(({ identity }) => identity.startsWith('agent-'))
const customersIn = async (chat: Case) =>
  (await participantsIn(chat)).filter(({ identity }) => identity.startsWith('customer-'))
