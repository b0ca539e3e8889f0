import type { Browser, BrowserContext, Page } from 'playwright-core'
import { person } from '../../tools/person.ts'
import type { Sim } from '../../tools/sim.ts'
import { until } from '../../tools/until.ts'
import { customerLink } from './customer-link.ts'
import { quantile } from './load.ts'

const runs = 7
const cpuIsSlowerBy = 4
// Lighthouse's "slow 4G".
const network = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }

/**
 * The times when the first screen is there, and when its button works. A painted button without its script is no button
 * yet: it is pressed again and again until it is gone, disabled, or has another name.
 */
const watch = `{
  let pressed, words, at = 0
  const look = () => {
    if (pressed && (!pressed.isConnected || pressed.disabled || pressed.textContent !== words))
      return performance.mark('reacted')
    const button = document.querySelector('[data-action="continue"], main button')
    if (button && !button.disabled && performance.now() - at > 100) {
      if (!pressed) performance.mark('enabled')
      pressed = button
      words = button.textContent
      at = performance.now()
      button.click()
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}`

type Times = { readonly paint: number; readonly enabled: number; readonly reacted: number }

/** The customer's link on a slow phone, with an empty cache. */
export async function firstPaint(browser: Browser, sim: Sim) {
  const { link } = await customerLink(sim)
  const all: Times[] = []
  for (let run = 0; run <= runs; run++) {
    const { page, context, leave } = await person(browser, { device: 'phone' })
    await slowDown(context, page)
    await page.addInitScript(watch)
    await page.goto(link, { waitUntil: 'commit' })
    const times = await until('the first button reacts', () => timesOf(page), { withinMs: 60_000 })
    if (run > 0) all.push(times) // the first one warms the server up
    await leave()
  }
  const median = (of: keyof Times) =>
    Math.round(
      quantile(
        all.map((each) => each[of]),
        0.5,
      ),
    )
  return { runs, ms: { paint: median('paint'), enabled: median('enabled'), reacted: median('reacted') } }
}

async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', network)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuIsSlowerBy })
}

const timesOf = (page: Page): Promise<Times | undefined> =>
  page.evaluate<Times | undefined>(`(() => {
    const at = (name) => performance.getEntriesByName(name)[0]?.startTime
    const times = { paint: at('first-contentful-paint'), enabled: at('enabled'), reacted: at('reacted') }
    return Object.values(times).every((time) => time !== undefined) ? times : undefined
  })()`)
