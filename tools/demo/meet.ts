import type { Browser } from 'playwright-core'
import { onPage } from '../on-page.ts'
import { person } from '../person.ts'
import type { Seen } from './seen.ts'

type Meeting = {
  readonly link: string
  readonly agentPage: () => Promise<string>
  /** Waits until the task shows that the customer is waiting. */
  readonly waiting: () => Promise<unknown>
  readonly seen: Seen
}

/**
 * Lets customer and agent meet on video, each in a browser with a fake camera. The customer comes first, on a phone,
 * and waits. Video counts as seen when the other participant's picture moves.
 */
export async function meet(browser: Browser, { link, agentPage, waiting, seen }: Meeting) {
  const customer = onPage((await person(browser, { device: 'phone' })).page)
  await customer.walksIn(link)
  await customer.sees('waiting')
  await waiting()
  seen('customer.waiting')

  const agent = onPage((await person(browser)).page)
  await agent.walksIn(await agentPage())
  await agent.sees('room')
  seen('agent.joined')

  await customer.sees('room')
  seen('customer.joined', { touched: 'nothing' })

  await Promise.all([customer.seesOther(), agent.seesOther()])
  seen('video.seen', { by: ['customer', 'agent'] })
  return { customer, agent }
}
