import { afterAll, beforeAll } from 'vitest'
import { onPage } from '../../tools/on-page.ts'
import type { PersonOptions } from '../../tools/person.ts'
import type { StackOptions } from '../../tools/stack.ts'
import { aBrowser } from '../support/a-browser.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

/** Everything is real but Twilio's cloud: Redis, server, worker, the page as it is built, the SDK, two browsers. A call centre of its own only with `options`. */
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

  async function comes(who: PersonOptions = {}) {
    const person = await browser.person({ ...cheap(who), ...who })
    return { ...person, ...onPage(person.page) }
  }

  return {
    centre,
    /** Somebody with a browser, who has not opened anything yet. */
    comes,
    /** A chat with an invite in it, and where its agent finds the video. */
    async invited(chatOptions: Parameters<CallCentre['chat']>[0] = {}) {
      const chat = await centre().chat(chatOptions)
      const { link, id } = await chat.invited()
      const agentPage = async () => {
        const answer = await chat.call(`/escalations/${id}/seat`, {})
        const { pageUrl } = (await answer.json()) as { pageUrl: string } // the agent API's own answer
        return pageUrl
      }
      return { chat, link, id, agentPage }
    },
    /** Customer and agent are in the room and see each other. */
    async together(customerIs: PersonOptions = {}) {
      const { chat, link, id, agentPage } = await this.invited()
      const [agent, customer] = [await comes(), await comes(customerIs)]
      await agent.walksIn(await agentPage())
      await agent.sees('room')
      await customer.walksIn(link)
      await customer.sees('room')
      await Promise.all([customer.seesOther(), agent.seesOther()])
      return { chat, link, id, agent, customer, agentPage }
    },
  }
}

/** The machine draws in software, so it pays for every pixel of every picture. How things look is the gallery's concern. */
const cheap = ({ device }: PersonOptions): PersonOptions => ({
  reducedMotion: 'reduce',
  deviceScaleFactor: 1,
  ...(device !== 'phone' && { viewport: { width: 848, height: 480 } }),
})
