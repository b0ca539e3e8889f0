import { describe, expect, it, onTestFinished } from 'vitest'
import { until } from '../../../tools/until.ts'
import { aHoldingProxy } from '../../support/a-holding-proxy.ts'
import { aScene } from '../a-scene.ts'

const scene = aScene()
const patience = { timeout: 60_000 }

async function behindAProxy() {
  const invited = await scene.invited()
  const proxy = await aHoldingProxy(scene.centre().serverUrl)
  onTestFinished(proxy.stop)
  return { ...invited, proxy }
}

describe('where a proxy opens the event stream and holds its events back', () => {
  it('the customer gets in when the agent comes, the agent reads the customer’s step, and events are used once they flow', async () => {
    const { link, agentPage, proxy } = await behindAProxy()
    const [customer, agent] = [await scene.comes(), await scene.comes()]
    await agent.walksIn(proxy.at(await agentPage()))
    await agent.sees('room')
    await customer.page.goto(link)
    await customer.press('continue')
    const words = agent.page.locator('.alone .presence-words strong')
    await expect.poll(() => words.textContent(), patience).toMatch(/camera|device/i)
    await customer.leave()
    await agent.page.goto('about:blank')

    const late = await scene.comes()
    await late.walksIn(proxy.at(link))
    await late.sees('waiting')
    const again = await scene.comes()
    await again.walksIn(await agentPage())
    await again.sees('room')
    await late.sees('room', 60_000)

    const asked: string[] = []
    late.page.on('request', (request) => request.url().includes('/state?') && asked.push(request.url()))
    const before = proxy.streams()
    proxy.letThrough()
    await until('an event stream comes through', async () => proxy.streams() > before, { withinMs: 120_000 })
    const then = asked.length
    await again.page.close({ runBeforeUnload: true })
    await expect.poll(() => late.page.locator('.alone').textContent(), patience).toMatch(/has left the call/)
    expect(asked.length - then).toBeLessThanOrEqual(1)
  }, 240_000)
})

describe('a slow request for a seat', () => {
  it('does not hold up a customer who leaves and rejoins meanwhile, and no request is made in between', async () => {
    const { chat, link, proxy } = await behindAProxy()
    proxy.letThrough()
    const seats = /^POST \/j\/[\w-]+$/
    const goOn = proxy.hold(seats)
    const customer = await scene.comes()
    await customer.walksIn(proxy.at(link))
    await customer.sees('joining')
    await until('the request is on its way', async () => proxy.waiting() === 1)
    await customer.press('leave')
    await customer.sees('left')
    goOn()
    // By now the server has registered them as waiting, and gets their leaving.
    await chat.saying('invited')
    let asked = 0
    customer.page.on('request', (request) => {
      if (seats.test(`${request.method()} ${new URL(request.url()).pathname}`)) asked += 1
    })
    await customer.press('rejoin')
    await customer.sees('waiting')
    await chat.saying('waiting')
    expect(asked).toBe(1)
  })
})
