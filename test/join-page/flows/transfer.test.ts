import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { SimWorker } from '../../../tools/sim.ts'
import { until } from '../../../tools/until.ts'
import type { CallCentre } from '../../support/a-call-centre.ts'
import type { Case } from '../../support/a-case.ts'
import { aScene } from '../a-scene.ts'
import { watchCompany } from '../company.ts'

const scene = aScene()
const patience = { timeout: 30_000 }

const text = (page: Page) => page.locator('main').textContent(patience)
const shows = (page: Page, selector: string) => page.locator(selector).first().waitFor(patience)
const tiles = (page: Page, count: number) =>
  until(`${count} others are shown`, async () => (await page.locator('[data-remote]').count()) === count)
const namesOn = (page: Page) => page.locator('[data-remote] .caption-name').allTextContents()

let hired = 0
const hire = (centre: CallCentre, name: string) =>
  centre.sim.hire({ name: `${name}-${++hired}@example.com`, fullName: `${name} Example` })

/** Ada and the customer are in the room and see each other; Ben is free. */
async function together() {
  const centre = scene.centre()
  const [ada, ben] = [await hire(centre, 'Ada'), await hire(centre, 'Ben')]
  const { chat, link, id, agentPage } = await scene.invited({ workerSid: ada.sid })
  const [agent, customer] = [await scene.comes(), await scene.comes({ device: 'phone' })]
  const adasPage = await agentPage()
  await agent.walksIn(adasPage)
  await agent.sees('room')
  await customer.walksIn(link)
  await customer.sees('room')
  await Promise.all([customer.seesOther(), agent.seesOther()])
  return { centre, ben, chat, id, agent, customer, adasPage, company: await watchCompany(customer.page) }
}

/** Ben accepts the task that rings. @returns his task */
async function taken(centre: CallCentre, chat: Case, ben: SimWorker): Promise<string> {
  const ringing = await until('it rings at Ben', async () => {
    const { invites } = await centre.sim.channel(chat.conversationSid)
    return invites
      .flatMap(({ task }) => task.reservations.map((each) => ({ ...each, taskSid: task.sid })))
      .find((each) => each.worker_sid === ben.sid && each.reservation_status === 'pending')
  })
  await centre.sim.accept(ringing.sid)
  return ringing.taskSid
}

/** Ben finds the same escalation on his task, and takes his seat. */
async function joins(chat: Case, ben: SimWorker, id: string, taskSid: string) {
  const seen = await until('Ben’s task shows the video', async () => {
    const answer = await chat.call(`/escalations?taskSid=${taskSid}`, undefined, ben.token)
    return answer.ok && ((await answer.json()) as { id: string }) // the agent API's own answer
  })
  expect(seen.id).toBe(id)
  const answer = await chat.call(`/escalations/${id}/seat`, {}, ben.token)
  const { pageUrl } = (await answer.json()) as { pageUrl: string }
  const page = await scene.comes()
  await page.walksIn(pageUrl)
  await page.sees('room')
  return page
}

const wordOn = async (centre: CallCentre, taskSid: string): Promise<string | undefined> => {
  const { escalate } = JSON.parse((await centre.sim.task(taskSid)).attributes) as {
    escalate?: { video?: { state: string } }
  }
  return escalate?.video?.state
}
const says = (centre: CallCentre, taskSid: string, word: string) =>
  until(`the task says ${word}`, async () => (await wordOn(centre, taskSid)) === word)

/** The customer got into this room once, and never had to rejoin. */
async function stayed(chat: Case): Promise<void> {
  const [room] = await chat.rooms()
  const connections = room?.participants.filter(({ identity }) => identity.startsWith('customer-'))
  expect(connections).toHaveLength(1)
  expect(await chat.rooms()).toHaveLength(1)
}

describe('a video that follows a transfer', () => {
  it('cold: names the next agent to the customer, who always has an agent, and removes the first agent', async () => {
    const { centre, ben, chat, id, agent, customer, adasPage, company } = await together()
    const answer = await chat.call('/transfers', { taskSid: chat.taskSid, target: { worker: ben.sid }, mode: 'cold' })
    expect(answer.status).toBe(202)
    const bensTask = await taken(centre, chat, ben)
    await until('the customer gets the notice', async () =>
      /Connecting you to Ben/.test((await text(customer.page)) ?? ''),
    )
    await until('Ada gets the notice', async () => /handed this call over/.test((await text(agent.page)) ?? ''))
    expect((await chat.call(`/escalations/${id}/seat`, {})).status).toBe(403)
    expect((await chat.press(adasPage)).status).toBe(403)

    const bens = await joins(chat, ben, id, bensTask)
    await agent.sees('dead')
    expect(await text(agent.page)).toMatch(/You handed this call over/)
    await Promise.all([customer.seesOther(), bens.seesOther()])
    await tiles(customer.page, 1)
    expect(await namesOn(customer.page)).toEqual(['Ben'])
    expect(await text(customer.page)).not.toMatch(/Connecting you/)
    expect(await company.wasAlone()).toBe(false)
    await Promise.all([says(centre, chat.taskSid, 'handed-over'), says(centre, bensTask, 'live')])

    await centre.sim.endTask(chat.taskSid, 'complete')
    await centre.settled()
    await customer.seesOther()
    await centre.sim.endTask(bensTask, 'wrapup')
    await Promise.all([customer.sees('dead'), bens.sees('dead')])
    await chat.closed()
    await Promise.all([says(centre, chat.taskSid, 'handed-over'), says(centre, bensTask, 'ended')])
    await stayed(chat)
  }, 120_000)

  it('warm: shows three by name in one room, goes on when the first agent leaves, and ends with the last wrap-up', async () => {
    const { centre, ben, chat, id, agent, customer, company } = await together()
    await chat.call('/transfers', { taskSid: chat.taskSid, target: { worker: ben.sid }, mode: 'warm' })
    const bensTask = await taken(centre, chat, ben)
    const bens = await joins(chat, ben, id, bensTask)
    await Promise.all([tiles(customer.page, 2), tiles(agent.page, 2), tiles(bens.page, 2)])
    expect(new Set(await namesOn(customer.page))).toEqual(new Set(['Ada', 'Ben']))
    expect(await namesOn(bens.page)).toEqual(['Ada', 'Customer'])
    expect(await text(customer.page)).not.toMatch(/Connecting you/)
    const [room] = await chat.rooms()
    const here = room?.participants.filter(({ status }) => status === 'connected') ?? []
    expect(new Set(here.map(({ identity }) => identity)).size).toBe(3)
    await Promise.all([says(centre, chat.taskSid, 'live'), says(centre, bensTask, 'live')])

    await chat.ends('wrapup')
    await agent.sees('dead')
    expect(await text(agent.page)).toMatch(/You handed this call over/)
    await tiles(customer.page, 1)
    expect(await namesOn(customer.page)).toEqual(['Ben'])
    await customer.seesOther()
    expect(await company.wasAlone()).toBe(false)

    await centre.sim.endTask(bensTask, 'wrapup')
    await Promise.all([customer.sees('dead'), bens.sees('dead')])
    await chat.closed()
    await says(centre, bensTask, 'ended')
    await stayed(chat)
  }, 120_000)
})

describe('a customer in the waiting room', () => {
  it('reads which agent comes, and gets in when that agent is there', async () => {
    const centre = scene.centre()
    const [ada, ben] = [await hire(centre, 'Ada'), await hire(centre, 'Ben')]
    const { chat, link, id } = await scene.invited({ workerSid: ada.sid })
    const customer = await scene.comes({ device: 'phone' })
    await customer.walksIn(link)
    await customer.sees('waiting')
    await chat.call('/transfers', { taskSid: chat.taskSid, target: { worker: ben.sid }, mode: 'cold' })
    const bensTask = await taken(centre, chat, ben)
    await until('the customer gets the notice', async () =>
      /Connecting you to Ben/.test((await text(customer.page)) ?? ''),
    )
    const bens = await joins(chat, ben, id, bensTask)
    await customer.sees('room')
    await Promise.all([customer.seesOther(), bens.seesOther()])
    await shows(customer.page, '[data-remote]')
    await centre.sim.endTask(bensTask, 'wrapup')
    await chat.closed()
  }, 120_000)
})
