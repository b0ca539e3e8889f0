import { Redis } from 'ioredis'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../../tools/browser.ts'
import { person } from '../../tools/person.ts'
import { type Chat, type Sim, simAt } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { quantile } from './load.ts'
import { makeLive } from './one-live.ts'

const live = 1_000
const paints = 5
const events = 40

/** Marks the frame in which the first row is on the page. */
const watchRows = `{
  const look = () =>
    document.querySelector('tr[data-row]') ? requestAnimationFrame(() => performance.mark('rows')) : requestAnimationFrame(look)
  requestAnimationFrame(look)
}`
/** Notes for each row the frame in which its state changed, by the clock that the processes share. */
const watchStates = `{
  window.shownAt = {}
  new MutationObserver((changes) => {
    const ids = changes.map((change) => change.target.dataset?.row).filter(Boolean)
    requestAnimationFrame(() => setTimeout(() => ids.forEach((id) => (window.shownAt[id] ??= Date.now()))))
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-state'] })
}`

type PublicView = { readonly paint: number; readonly rows: number }

/** The board with a thousand live escalations: how soon it is there, and how late it shows changes. */
export async function board(stack: Stack) {
  const sim = simAt(stack.simulatorUrl)
  const redis = new Redis(stack.redisUrl)
  const chats = await makeLive(sim, redis, 0, live)
  redis.disconnect()
  const { workers } = await sim.call<{ workers: readonly { token: string }[] }>('POST', '/seed', {
    workers: [{ name: 'board@example.com', roles: ['supervisor'] }],
  })
  const token = workers[0]?.token ?? ''
  const address = `${stack.serverUrl}/supervisor#token=${token}`
  const browser = await openBrowser()
  try {
    // The first one finds a server that has not read the records yet.
    const shown: PublicView[] = []
    for (let run = 0; run < paints; run++) shown.push(await oneVisit(browser, address))
    const [first, ...others] = shown
    const most = (of: keyof PublicView) => Math.round(Math.max(...others.map((each) => each[of])))
    const late = await lateness(await openBoard(browser, address), { stack, sim, chats })
    return {
      live,
      ms: {
        unreadServer: first && { paint: Math.round(first.paint), rows: Math.round(first.rows) },
        mostOfTheOthers: { paint: most('paint'), rows: most('rows') },
        eventToPicture: { p50: quantile(late, 0.5), p99: quantile(late, 0.99), most: Math.max(...late) },
      },
      target: { rows: 1_000, eventToPicture: 500 },
    }
  } finally {
    await browser.close()
  }
}

/** A supervisor with an empty cache; `rows` is the time when the first hundred rows are painted. */
async function oneVisit(browser: Browser, address: string): Promise<PublicView> {
  const { page, leave } = await person(browser, { permissions: [] })
  await page.addInitScript(watchRows)
  await page.goto(address, { waitUntil: 'commit' })
  const shown = await until('the rows are there', () => timesOf(page), { withinMs: 60_000 })
  await leave()
  return shown
}

const timesOf = (page: Page): Promise<PublicView | undefined> =>
  page.evaluate<PublicView | undefined>(`(() => {
    const at = (name) => performance.getEntriesByName(name)[0]?.startTime
    const times = { paint: at('first-contentful-paint'), rows: at('rows') }
    return Object.values(times).every((time) => time !== undefined) ? times : undefined
  })()`)

/** The oldest first: these rows stay in place, whatever changes on them. */
async function openBoard(browser: Browser, address: string): Promise<Page> {
  const { page } = await person(browser, { permissions: [] })
  await page.goto(address)
  await page.locator('tr[data-row]').first().waitFor()
  await page.selectOption('[data-action="sort"]', 'started')
  await page.evaluate(watchStates)
  return page
}

type Scene = { readonly stack: Stack; readonly sim: Sim; readonly chats: readonly Chat[] }

/**
 * Agents join one after the other: from the moment before Twilio's callback to the frame that shows the change (ms).
 */
async function lateness(page: Page, { stack, sim, chats }: Scene): Promise<readonly number[]> {
  const ids = await page.evaluate<readonly string[]>(
    `[...document.querySelectorAll('tr[data-row]')].slice(0, ${events}).map((row) => row.dataset.row)`,
  )
  const late: number[] = []
  for (const id of ids) {
    const chat = chats.find(({ conversationSid }) => id.includes(conversationSid.slice(2)))
    if (!chat) throw new Error(`Nobody asked for ${id}`)
    const answer = await fetch(`${stack.serverUrl}/api/escalations/${id}/seat`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await sim.flexToken(chat.workerSid)}`, 'content-type': 'application/json' },
      body: '{}',
    })
    const { token } = (await answer.json()) as { token: string } // our own words
    const from = Date.now()
    await sim.connect(token)
    const shown = () => page.evaluate<number | undefined>(`window.shownAt['${id}']`)
    late.push((await until('the row has changed', shown, { withinMs: 30_000 })) - from)
  }
  return late
}
