import type { ViewportSize } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, expect, onTestFinished } from 'vitest'
import { onPage } from '../../../tools/on-page.ts'
import type { PersonOptions } from '../../../tools/person.ts'
import { until } from '../../../tools/until.ts'
import { type Beside, type Desktop, theDesktop } from './a-desktop.ts'

type Agent = Awaited<ReturnType<Desktop['agent']>>

/** The first time on a machine, Flex UI is fetched and bundled. */
const fetchWithinMs = 900_000
const withinMs = 30_000

/** The contact centre with the plugin in the genuine Flex, configured for this file; each test hires its own agent. */
export function atFlex(
  escalate: Readonly<Record<string, unknown>> = {},
  features: readonly string[] = [],
  beside: Beside = {},
) {
  let opened: Desktop | undefined
  let before = 0
  beforeAll(async () => {
    opened = await theDesktop()
  }, fetchWithinMs)
  beforeEach(() => {
    before = opened?.cloud.journal.last() ?? 0
  })
  afterEach(() => expect(opened?.unhandled(before)).toEqual([]))
  const centre = () => {
    if (!opened) throw new Error('The contact centre opens before the first test')
    return opened
  }
  async function hires(viewport?: ViewportSize, roles: readonly string[] = ['agent']) {
    await centre().configured(escalate, features, beside)
    const agent = await centre().agent(viewport, roles)
    onTestFinished(() => agent.leave())
    return agent
  }
  return {
    centre,
    /** An agent at Flex without a task. */
    hires,
    /** An agent with an accepted chat. */
    async agent(customer = 'Cleo', viewport?: ViewportSize) {
      const agent = await hires(viewport)
      const chat = await centre().sim.chat({ workerSid: agent.worker.sid, customer: { name: customer } })
      await agent.accepts(customer)
      return { agent: hands(agent), chat }
    },
    async customer(who: PersonOptions = {}) {
      const customer = await centre().customer(who)
      onTestFinished(() => customer.leave())
      return customer
    },
    messages: async (conversationSid: string) => (await centre().sim.messages(conversationSid)).map(({ body }) => body),
    /** The newest invite's link, once it exists. */
    async link(conversationSid: string): Promise<string> {
      let link = ''
      await until('the customer is invited', async () => {
        const bodies = (await centre().sim.messages(conversationSid)).map(({ body }) => body)
        link = bodies.flatMap((body) => /https?:\S+\/j\/\S+/.exec(body) ?? []).at(-1) ?? ''
        return link !== ''
      })
      return link
    },
    status: async (taskSid: string) => (await centre().sim.task(taskSid)).assignment_status,
  }
}

/** An agent's actions in the plugin. */
export function hands(agent: Agent) {
  const by = (id: string) => agent.page.getByTestId(id)
  const button = by('escalate-video').getByRole('button')
  return {
    ...agent,
    by,
    button,
    press: (id: string) => by(id).click({ timeout: withinMs }),
    commands: async (text: string) => {
      await agent.types(text)
      await agent.sends()
    },
    isToldAbout: (text: string | RegExp) =>
      by('notification-message').getByText(text).first().waitFor({ timeout: withinMs }),
    videoIs: (word: string) =>
      by('escalate-tab')
        .and(agent.page.locator(`[data-word="${word}"]`))
        .waitFor({ timeout: withinMs }),
    buttonSays: (words: string) =>
      expect.poll(() => button.getAttribute('aria-label'), { timeout: withinMs }).toContain(words),
    answers: (yes: string) => by('escalate-dialog').getByRole('button', { name: yes }).click({ timeout: withinMs }),
    /** The agent's page in the plugin's frame. */
    async inFrame() {
      const find = () => agent.page.frames().find((each) => each.url().includes('/j/'))
      await until('the frame has a page', async () => find() !== undefined)
      const frame = find()
      if (!frame) throw new Error('There is no frame')
      return onPage(frame)
    },
    isDocked: (is: boolean) =>
      expect.poll(() => by('escalate-frame').getAttribute('data-docked'), { timeout: withinMs }).toBe(String(is)),
  }
}
