import { expect, it, onTestFinished } from 'vitest'
import { until } from '../../../tools/until.ts'
import { aHoldingProxy } from '../../support/a-holding-proxy.ts'
import { aScene } from '../a-scene.ts'

const scene = aScene()

it('the step for the agent is right: no opening by a scanner, a step again after a break, no "left" of a second tab', async () => {
  const { chat, link, id } = await scene.invited()
  const proxy = await aHoldingProxy(scene.centre().serverUrl)
  onTestFinished(proxy.stop)
  proxy.letThrough()
  const stepOf = async () => {
    const view = (await (await chat.call(`/escalations/${id}`)).json()) as { customer?: { step: string } } // our own answer
    return view.customer?.step
  }
  const reads = (step: string) => until(`the agent reads ${step}`, async () => (await stepOf()) === step)

  const scanner = await scene.comes()
  await scanner.page.goto(link)
  await scanner.sees('welcome')
  await scanner.page.close({ runBeforeUnload: true })

  const customer = await scene.comes()
  await customer.page.goto(proxy.at(link))
  await customer.sees('welcome')
  expect(await stepOf()).toBeUndefined()
  await customer.page.mouse.move(40, 40, { steps: 3 })
  await reads('opened')

  await customer.context.setOffline(true)
  proxy.cut()
  await reads('left')
  await customer.context.setOffline(false)
  await reads('opened')
  await customer.press('continue')
  await customer.sees('choose')
  await reads('choosing')

  const tab = await scene.comes()
  await tab.page.goto(link)
  await tab.sees('welcome')
  await tab.page.mouse.move(40, 40, { steps: 3 })
  await reads('opened')
  await tab.page.close({ runBeforeUnload: true })
  await reads('choosing')
}, 120_000)
