import type { Browser, Page } from 'playwright-core'
import { person } from '../../tools/person.ts'
import type { Sim } from '../../tools/sim.ts'
import { customerLink } from './customer-link.ts'

const target = { firstScreenKiB: 45, cameraScreenKiB: 135 }

/**
 * The bytes that a customer's browser receives, with headers: before the first screen works, and up to the device check
 * with everything that is preloaded.
 */
export async function wireSize(browser: Browser, sim: Sim) {
  const { link } = await customerLink(sim)
  const { page, leave } = await person(browser, { device: 'phone' })
  const received = await receiving(page)
  await page.goto(link)
  await page.locator('#page[data-is-alive]').waitFor()
  const firstScreen = kib(received)
  await page.locator('[data-action="continue"]').click()
  await page.locator('video[data-preview]').waitFor()
  // The room is preloaded during the device check; the event stream never ends, so the network is never idle.
  await page.waitForFunction(
    `performance.getEntriesByType('resource').filter((each) => /room|es5/.test(each.name)).length >= 3`,
  )
  const cameraScreen = kib(received)
  const files = Object.fromEntries(received)
  await leave()
  return { firstScreenKiB: firstScreen, cameraScreenKiB: cameraScreen, target, bytes: files }
}

const kib = (received: ReadonlyMap<string, number>): number =>
  Math.round(([...received.values()].reduce((sum, each) => sum + each, 0) / 1024) * 10) / 10

/** The bytes on the wire so far, by file. */
async function receiving(page: Page): Promise<ReadonlyMap<string, number>> {
  const names = new Map<string, string>()
  const received = new Map<string, number>()
  const devtools = await page.context().newCDPSession(page)
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    names.set(requestId, new URL(response.url).pathname.split('/').at(-1) ?? '')
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const name = names.get(requestId)
    if (name !== undefined) received.set(name, (received.get(name) ?? 0) + encodedDataLength)
  })
  await devtools.send('Network.enable')
  return received
}
