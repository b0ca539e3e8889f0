import { describe, expect, it } from 'vitest'
import { seesMovingPicture } from '../../../tools/moving-picture.ts'
import { until } from '../../../tools/until.ts'
import { aScene } from '../a-scene.ts'
import { devicesOn, watchDevices } from '../own-devices.ts'

const scene = aScene()

describe('a customer', () => {
  it('goes from the link through devices and waiting room into a call, reads its end, and rates it', async () => {
    const { chat, link, agentPage } = await scene.invited()
    const customer = await scene.comes({ device: 'phone', viewport: { width: 360, height: 740 } })
    await watchDevices(customer.page)
    await customer.page.goto(link)
    await customer.sees('welcome')
    expect(customer.page.url()).not.toContain(link.split('/').at(-1))
    await customer.press('continue')
    await seesMovingPicture(customer.page, 'video[data-preview]')
    await customer.press('join')
    await customer.sees('waiting')
    await chat.saying('waiting')

    const agent = await scene.comes()
    await agent.walksIn(await agentPage())
    await agent.sees('room')
    await customer.sees('room')
    await Promise.all([customer.seesOther(), agent.seesOther(), customer.seesSelf()])
    await chat.saying('live')

    await agent.press('end')
    await agent.press('end-confirm')
    await Promise.all([customer.sees('dead'), agent.sees('dead')])
    await chat.closed()
    expect(await devicesOn(customer.page)).toEqual([])

    await customer.page.locator('input[type="radio"][value="4"]').check({ force: true })
    await customer.press('rate')
    await until('the rating is on the task', async () => (await chat.task()).escalate?.video?.rating === 4)
    expect(customer.complaints.filter((each) => !isWaiting.test(each))).toEqual([])
  })

  it('connects once with a double click on Join, and does not wait when the agent is there', async () => {
    const { chat, link, agentPage } = await scene.invited()
    const [agent, customer] = [await scene.comes(), await scene.comes()]
    await agent.walksIn(await agentPage())
    await agent.sees('room')
    const after = await scene.centre().last()
    await customer.page.goto(link)
    await customer.press('continue')
    await customer.button('join').dblclick()
    await customer.sees('room')
    await customer.seesOther()
    const entries = await scene.centre().journal(after)
    expect(entries.filter((each) => each['change'] === 'participant.connected')).toHaveLength(1)
    expect(customer.complaints.filter((each) => isWaiting.test(each))).toEqual([])
    await chat.saying('live')
  })

  it('leaves after a question, which agent and task show, and comes back with one press', async () => {
    const { chat, customer, agent } = await scene.together()
    await customer.press('leave')
    await customer.press('leave-confirm')
    await customer.sees('left')
    await agent.page.locator('.alone').waitFor()
    await chat.saying('lost')
    await customer.press('rejoin')
    await customer.sees('room')
    await Promise.all([customer.seesOther(), agent.seesOther()])
    await chat.saying('live')
  })
})

/** The browser logs every 4xx; the server's "not yet" is a 425. */
const isWaiting = /status of 425/
