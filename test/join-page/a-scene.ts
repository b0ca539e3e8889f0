import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, onTestFinished } from 'vitest'
import { onPage } from '../../tools/on-page.ts'
import type { PersonOptions } from '../../tools/person.ts'
import type { StackOptions } from '../../tools/stack.ts'
import { aBrowser, cheap } from '../support/a-browser.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

/**
 * Everything is real except Twilio's cloud: Redis, server, worker, the built page, the SDK, two browsers. With
 * `options`, the scene has a call centre of its own.
 */
export function aScene(options?: StackOptions, flags: Parameters<typeof aBrowser>[0] = {}) {
  const browser = aBrowser(flags)
  let opened: CallCentre | undefined
  beforeAll(async () => {
    opened = options ? await aCallCentre(options) : await theCallCentre()
  })
  afterAll(() => (options ? opened?.stop() : undefined))
  const centre = () => {
    if (!opened) throw new Error('The call centre opens before the first test')
    return opened
  }

  const arriving =
    (enter: typeof browser.person) =>
    async (who: PersonOptions = {}) => {
      const person = await enter({ ...cheap(who), ...who })
      return { ...person, ...onPage(person.page) }
    }
  const [comes, stays] = [arriving(browser.person), arriving(browser.guest)]

  /** A chat with an invite, and the agent's address of the video. */
  async function invited(chatOptions: Parameters<CallCentre['chat']>[0] = {}) {
    const chat = await centre().chat(chatOptions)
    const { link, id } = await chat.invited()
    const agentPage = async () => {
      const answer = await chat.call(`/escalations/${id}/seat`, {})
      const { pageUrl } = (await answer.json()) as { pageUrl: string } // the agent API's own answer
      return pageUrl
    }
    return { chat, link, id, agentPage }
  }

  async function meet(comes: typeof stays, customerIs: PersonOptions, watch: (customer: Page) => void = () => {}) {
    const { chat, link, id, agentPage } = await invited()
    const [agent, customer] = await Promise.all([comes(), comes(customerIs)])
    watch(customer.page)
    await agent.walksIn(await agentPage())
    await agent.sees('room')
    await customer.walksIn(link)
    await customer.sees('room')
    await Promise.all([customer.seesOther(), agent.seesOther()])
    return { chat, link, id, agent, customer, agentPage }
  }

  let kept: ReturnType<typeof meet> | undefined
  async function leaveKept(): Promise<void> {
    const call = await kept?.catch(() => undefined)
    kept = undefined
    await Promise.all([call?.agent, call?.customer].map((each) => each?.leave()))
  }
  afterEach(({ task }) => (task.result?.state === 'fail' ? leaveKept() : undefined))

  return {
    centre,
    /** A participant with a browser who has not opened a page yet. */
    comes,
    invited,
    /** Customer and agent are in the room and see each other. The kept call ends: video keeps the machine busy. */
    async together(customerIs: PersonOptions = {}) {
      await leaveKept()
      return meet(comes, customerIs)
    },
    /**
     * The same call for each test of the file that asks for it: each test except the last leaves it unchanged. After a
     * failure the call is a new one. Watchers of the customer's page watch from its opening on.
     */
    keptTogether({ watch, isLast = false }: KeptOptions = {}) {
      kept ??= meet(stays, {}, watch)
      if (isLast) onTestFinished(leaveKept)
      return kept
    },
  }
}

type KeptOptions = { readonly watch?: (customer: Page) => void; readonly isLast?: boolean }
