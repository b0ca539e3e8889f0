import type { Browser } from 'playwright-core'
import { openBrowser } from '../browser.ts'
import { type Watched, watchPictures } from '../freeze.ts'
import { type OnPage, onPage } from '../on-page.ts'
import { person } from '../person.ts'
import type { SimWorker } from '../sim.ts'
import type { Stack } from '../stack.ts'
import { until } from '../until.ts'
import { agentPage } from './agent-page.ts'
import { leavesNothingOpen } from './closing.ts'
import { meet } from './meet.ts'
import { acceptsChat, asksForVideo, type Invited } from './opening.ts'
import { expectStatus, expectThat, openScene, type Scene } from './scene.ts'
import type { Seen } from './seen.ts'

type Call = Invited & { readonly customer: OnPage; readonly agent: OnPage; readonly watched: Watched }

/**
 * A live video goes to another agent: the new agent accepts and joins, the first agent is removed, the customer stays.
 * Watches the customer's page throughout: a picture counts as seen while its position advances.
 * @throws Error naming the first step that was not seen
 */
export async function transferStory(stack: Stack, seen: Seen): Promise<void> {
  const scene = openScene(stack, seen)
  const invited = await asksForVideo(scene, await acceptsChat(scene))
  const browser = await openBrowser()
  try {
    const call = await live(scene, browser, invited)
    const second = await scene.sim.hire({ name: `ben-${invited.conversationSid}@example.com`, fullName: 'Ben' })
    const bens = { ...invited, taskSid: await handsOver(scene, call, second) }
    await takesOver(scene, browser, call, { ...second, taskSid: bens.taskSid })
    await wrapsUp(scene, call, bens.taskSid)
    await leavesNothingOpen(scene, bens)
  } finally {
    await browser.close()
  }
}

const page =
  ({ sim, serverUrl }: Scene, taskSid: string, workerSid: string) =>
  async () =>
    agentPage({ serverUrl, taskSid, flexToken: await sim.flexToken(workerSid) })

async function live(scene: Scene, browser: Browser, invited: Invited): Promise<Call> {
  const { seen, saying } = scene
  const { link, taskSid, workerSid, roomSid } = invited
  const waiting = () => saying('waiting', taskSid)
  const pages = await meet(browser, { link, agentPage: page(scene, taskSid, workerSid), waiting, seen })
  await saying('live', taskSid)
  seen('video.live', { roomSid })
  return { ...invited, ...pages, watched: await watchPictures(pages.customer.page) }
}

/**
 * Starts the transfer. Checks that the first agent stays until the next one has accepted.
 * @returns the next agent's task
 */
async function handsOver(scene: Scene, call: Call, second: SimWorker): Promise<string> {
  const { sim, serverUrl, seen } = scene
  const answer = await fetch(`${serverUrl}/api/transfers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await sim.flexToken(call.workerSid)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ taskSid: call.taskSid, target: { worker: second.sid }, mode: 'cold' }),
  })
  expectStatus('the transfer is taken on', 202, answer)
  const { id } = (await answer.json()) as { id: string } // our API's answer
  seen('transfer.asked', { transferId: id, toWorkerSid: second.sid })

  const ringing = await until('it rings at the next agent', async () => {
    const { invites } = await sim.channel(call.conversationSid)
    return invites
      .flatMap(({ task }) => task.reservations.map((each) => ({ ...each, taskSid: task.sid })))
      .find((each) => each.worker_sid === second.sid && each.reservation_status === 'pending')
  })
  seen('transfer.ringing', { taskSid: ringing.taskSid, reservationSid: ringing.sid })

  await sim.accept(ringing.sid)
  await scene.taskIs('assigned', ringing.taskSid)
  seen('transfer.accepted', { taskSid: ringing.taskSid, workerSid: second.sid })
  const banner = call.customer.page.locator('.banners .notice-title').first()
  await banner.waitFor({ timeout: 30_000 })
  seen('customer.told', { words: await banner.textContent() })
  return ringing.taskSid
}

async function takesOver(
  scene: Scene,
  browser: Browser,
  call: Call,
  { sid, taskSid }: SimWorker & { readonly taskSid: string },
): Promise<void> {
  const { seen, saying, serverUrl, sim, room } = scene
  const { escalationId } = await shows(scene, taskSid, call.escalationId)
  seen('escalation.followed', { escalationId, taskSid })
  const second = onPage((await person(browser)).page)
  await second.walksIn(await page(scene, taskSid, sid)())
  await second.sees('room')
  seen('second-agent.joined', { workerSid: sid })

  await call.agent.sees('dead')
  const refused = await fetch(`${serverUrl}/api/escalations/${call.escalationId}/seat`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await sim.flexToken(call.workerSid)}` },
  })
  expectStatus('the first agent gets no seat', 403, refused)
  seen('first-agent.gone', { workerSid: call.workerSid, seat: refused.status })

  await Promise.all([call.customer.seesOther(), second.seesOther()])
  seen('video.seen', { by: ['customer', 'second-agent'], ...(await call.watched.longestFreeze()) })
  await Promise.all([saying('handed-over', call.taskSid), saying('live', taskSid)])
  const all = (await room(call.roomSid)).participants
  const here = all.filter((each) => each.status === 'connected')
  expectThat('customer and second agent are in the room that Twilio knows', here.length === 2)
  seen('tasks.written', { [call.taskSid]: 'handed-over', [taskSid]: 'live' })
}

/** Waits until the next agent's task shows the same escalation. */
const shows = ({ sim }: Scene, taskSid: string, escalationId: string) =>
  until('the next agent’s task shows the video', async () => {
    const { escalate } = JSON.parse((await sim.task(taskSid)).attributes) as { escalate?: { video?: { id: string } } } // ours
    return escalate?.video?.id === escalationId && { escalationId }
  })

async function wrapsUp({ sim, seen, taskIs, room }: Scene, call: Call, taskSid: string): Promise<void> {
  const freeze = await call.watched.longestFreeze()
  const customers = (await room(call.roomSid)).participants.filter((each) => each.identity.startsWith('customer-'))
  expectThat('the customer never had to connect again', customers.length === 1)
  seen('picture.kept', { ...freeze, reconnects: customers.length - 1 })
  await sim.endTask(taskSid, 'wrapup')
  await taskIs('wrapping', taskSid)
  seen('task.wrapup', { taskSid })
  await call.customer.sees('dead')
  seen('pages.told', { screen: 'ended' })
}
