import { expect, it } from 'vitest'
import { aScene } from '../a-scene.ts'

const scene = aScene()

it('a page in the call tells the server whether its connection is weak, and the server takes it', async () => {
  const { link, agentPage } = await scene.invited()
  const [agent, customer] = [await scene.comes(), await scene.comes()]
  // How good the line is depends on the machine; that it is told, and taken, does not.
  const telling = customer.page.waitForResponse(/\/j\/[^/]+\/line$/, { timeout: 120_000 })
  await agent.walksIn(await agentPage())
  await agent.sees('room')
  await customer.walksIn(link)
  await customer.sees('room')
  const answer = await telling
  expect(answer.request().postDataJSON()).toEqual({ isWeak: expect.any(Boolean) })
  expect(answer.status()).toBe(202)
}, 180_000)
