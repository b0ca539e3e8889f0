import { openBrowser } from '../../tools/browser.ts'
import { flexDesktop } from '../../tools/flex-desktop.ts'
import { person } from '../../tools/person.ts'
import { builtPlugin } from '../../tools/plugin-build.ts'
import { aDesktop } from '../flex-plugin/genuine/a-desktop.ts'
import { quantile } from './load.ts'

const rounds = Number(process.env['ROUNDS'] ?? 5)
const invites = 7
/** Twilio's time for an answer, in the measurement of the invite. */
const twilioMs = 100

/** Measures the plugin's `init`. */
const stopwatch = `(() => {
  const { Plugins } = Twilio.Flex
  const { init } = Plugins
  Plugins.init = (plugin, ...rest) => {
    const own = plugin.prototype.init
    plugin.prototype.init = function (...given) {
      const start = performance.now()
      const result = own.apply(this, given)
      globalThis.pluginInitMs = performance.now() - start
      return result
    }
    Plugins.init = init
    return init.call(Plugins, plugin, ...rest)
  }
})();`

/** Marks the frame in which the desktop is there. */
const watch = `{
  const look = () =>
    document.querySelector('[data-testid="activity-dropdown-button"]') ? performance.mark('desktop') : requestAnimationFrame(look)
  requestAnimationFrame(look)
}`

const median = (values: readonly number[]): number => Math.round(quantile([...values], 0.5) * 100) / 100

/**
 * The genuine Flex desktop with and without the plugin, in turn; the time of the plugin's `init`; a click until its
 * answer.
 */
export async function flex() {
  const centre = await aDesktop()
  await centre.configured({}, [])
  const browser = await openBrowser()
  const escalate = { name: 'plugin-escalate', version: '0.1.0', script: await builtPlugin() }
  const timed = { ...escalate, script: stopwatch + escalate.script }
  const load = (plugins: readonly object[]) => centre.sim.call('POST', '/flex-ui', { plugins })
  try {
    const seen = { with: [] as number[], without: [] as number[] }
    const inits: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const order = round % 2 ? (['with', 'without'] as const) : (['without', 'with'] as const)
      for (const which of order) {
        await load(which === 'with' ? [timed] : [])
        const { workers } = await centre.sim.call<{ workers: { sid: string }[] }>('POST', '/seed', {
          workers: [{ name: `${which}-${round}@example.com` }],
        })
        const someone = await person(browser, { viewport: { width: 1440, height: 900 } })
        await someone.page.addInitScript(watch)
        await flexDesktop(someone.page, centre.simulatorUrl).opens(workers[0]?.sid ?? '')
        const at = await someone.page.evaluate<number>(`performance.getEntriesByName('desktop')[0].startTime`)
        if (round > 0) seen[which].push(at) // the first one warms the machine up
        if (which === 'with') inits.push(await someone.page.evaluate<number>('globalThis.pluginInitMs'))
        await someone.leave()
      }
    }
    await load([escalate])
    return {
      desktop: {
        withMs: median(seen.with),
        withoutMs: median(seen.without),
        ratio: median(seen.with.map((each, n) => each / (seen.without[n] ?? Number.NaN))),
      },
      init: { ms: median(inits), most: Math.round(Math.max(...inits)), target: 50 },
      invite: await clickToInvited(centre),
    }
  } finally {
    await browser.close()
    await centre.stop()
  }
}

/** From the press of the button until it shows that the invite is sent, both as the page sees them. */
async function clickToInvited(centre: Awaited<ReturnType<typeof aDesktop>>) {
  const agent = await centre.agent()
  const took: number[] = []
  for (let n = 0; n < invites; n++) {
    const name = `Customer ${n}`
    const chat = await centre.sim.chat({ workerSid: agent.worker.sid, customer: { name } })
    await agent.accepts(name)
    const button = agent.page.getByTestId('escalate-video').getByRole('button')
    await button.waitFor()
    await centre.sim.latency(twilioMs)
    const ms = await agent.page.evaluate<number>(`(async () => {
      const button = document.querySelector('[data-testid="escalate-video"] button')
      const start = performance.now()
      button.click()
      while (!button.getAttribute('aria-label').includes('Video invite sent')) await new Promise(requestAnimationFrame)
      return performance.now() - start
    })()`)
    await centre.sim.latency(0)
    if (n > 0) took.push(ms)
    await centre.sim.endTask(chat.taskSid, 'complete')
    await agent.seesNot(name)
  }
  await agent.leave()
  return { twilioMs, ms: median(took), most: Math.round(Math.max(...took)), target: 2 * twilioMs + 300 }
}
