import type { Browser, Page } from 'playwright-core'
import { seesMovingPicture } from '../../tools/moving-picture.ts'
import { type Person, person } from '../../tools/person.ts'
import type { Sim } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { startBarePage } from './bare-page.ts'
import { bareRoom, type Seat } from './bare-room.ts'
import { customerLink } from './customer-link.ts'
import { quantile } from './load.ts'

const runs = 7
const mostRatio = 1.3

/** Runs in both pages, before their own scripts: the times of the press on "join" and of the first picture. */
const watch = `{
  addEventListener('click', ({ target }) => {
    if (target.closest?.('[data-action="join"]')) performance.mark('join')
  }, true)
  const look = () => {
    const video = document.querySelector('[data-remote] video')
    if (video?.videoWidth > 0 && video.readyState >= 2) performance.mark('first-frame')
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}`

/** From "join" to the first frame of an agent who is there already: our page, and a bare one that only connects. */
export async function firstFrame(browser: Browser, sim: Sim, stack: Stack) {
  const signalingUrl = stack.env['TWILIO_VIDEO_SIGNALING_URL'] ?? ''
  const bare = await startBarePage()
  let n = 0

  async function openBare(seat: Seat): Promise<Person> {
    const someone = await person(browser)
    await someone.page.addInitScript(watch)
    await someone.page.goto(bare.url)
    await someone.page.evaluate(`prepare(${JSON.stringify(seat)})`)
    return someone
  }
  async function agentIn(seat: Seat): Promise<Person> {
    const agent = await openBare(seat)
    await agent.page.click('[data-action="join"]')
    await agent.page.getByText('Joined').waitFor()
    return agent
  }

  const measure = {
    async ours() {
      const chat = await customerLink(sim)
      const answer = await fetch(`${stack.serverUrl}/api/escalations/${chat.escalationId}/seat`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await sim.flexToken(chat.workerSid)}`, 'content-type': 'application/json' },
        body: '{}',
      })
      if (!answer.ok) throw new Error(`The agent gets no seat: ${answer.status} ${await answer.text()}`)
      const { token } = (await answer.json()) as { token: string } // our own contract
      const customer = await person(browser)
      await customer.page.addInitScript(watch)
      await customer.page.goto(chat.link)
      await customer.page.click('[data-action="continue"]')
      await seesMovingPicture(customer.page, 'video[data-preview]')
      const agent = await agentIn({ token, signalingUrl })
      // A customer who comes before Escalate has the agent's arrival would get the waiting room.
      await until('the agent is known to be here', async () => {
        const state = (await (await fetch(`${chat.link}/state`)).json()) as { isAgentHere?: boolean } // our own contract
        return state.isAgentHere
      })
      const ms = await joined(agent, customer)
      await sim.endTask(chat.taskSid, 'wrapup')
      return ms
    },
    async bare() {
      const seat = await bareRoom(stack, `bench-${++n}`)
      const customer = await openBare(seat('somebody'))
      return joined(await agentIn(seat('somebody-else')), customer)
    },
  }

  try {
    const pairs: { readonly ours: number; readonly bare: number }[] = []
    for (let run = 0; run <= runs; run++) {
      // Alternates the order, because the second one meets a warmer machine.
      const first = run % 2 ? await measure.bare() : undefined
      const ours = await measure.ours()
      const pair = { ours, bare: first ?? (await measure.bare()) }
      if (run > 0) pairs.push(pair) // the first round warms both up
    }
    const median = (of: 'ours' | 'bare') =>
      quantile(
        pairs.map((each) => each[of]),
        0.5,
      )
    const ratio = Math.round((median('ours') / median('bare')) * 100) / 100
    return { runs, ratio, ms: { ours: median('ours'), bare: median('bare') }, target: { ratio: mostRatio } }
  } finally {
    await bare.stop()
  }
}

async function joined(agent: Person, customer: Person): Promise<number> {
  await customer.page.click('[data-action="join"]')
  const ms = await until('the first frame of the agent', () => waited(customer.page), { withinMs: 30_000 })
  await customer.leave()
  await agent.leave()
  return Math.round(ms)
}

const waited = (page: Page): Promise<number | undefined> =>
  page.evaluate<number | undefined>(`(() => {
    const [pressed] = performance.getEntriesByName('join')
    const [seen] = performance.getEntriesByName('first-frame')
    return pressed && seen ? seen.startTime - pressed.startTime : undefined
  })()`)
