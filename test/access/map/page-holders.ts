import { signAgentPass } from '../../../src/access/agent-pass.ts'
import type { Fact } from '../../../src/core/facts.ts'
import { participants } from '../../support/a-house.ts'
import { anAssignment, conversationSid, sid } from '../../support/an-assignment.ts'
import { linkSecret } from '../../support/an-environment.ts'
import { anOpenVideo, type OpenVideo } from '../../support/an-open-video.ts'
import { someFigures } from '../../support/some-figures.ts'

/** How a holder gets an address, and its state. The agent and the customer are in the room. */
const addresses: Readonly<Record<string, () => Promise<Readonly<{ video: OpenVideo; path: string }>>>> = {
  'unknown token': async () => ({ video: await anOpenVideo(), path: '/j/nothing-that-we-made' }),
  customer: async () => links(await met()),
  'older link': async () => {
    const video = await met()
    await video.ada.post(`/escalations/${video.id}/resend`, { newLink: true })
    return links(video)
  },
  'revoked link': async () => {
    const video = await met()
    await video.ada.post(`/escalations/${video.id}/revoke`)
    return links(video)
  },
  'expired link': async () => links(await anOpenVideo({}, { linkTtlMs: 0 })),
  'expired, in the room': async () => links(await met({ linkTtlMs: 0 })),
  'removed customer': async () => {
    const video = await met()
    await video.send('command', { command: 'remove' }, await video.pass())
    return links(video)
  },
  'ended video': async () => {
    const video = await met()
    await video.ada.post(`/escalations/${video.id}/end`)
    await video.house.work()
    return links(video)
  },
  'agent’s pass': async () => {
    const video = await met()
    return { video, path: await video.pass() }
  },
  'former agent’s pass': async () => {
    const video = await met()
    const path = await video.pass()
    await handOver(video)
    return { video, path }
  },
  'pass past its time': async () => {
    const video = await met()
    const pass = { escalationId: video.id, workerSid: participants.ada.workerSid, until: Date.now() - 120_000 }
    return { video, path: `/j/${signAgentPass(pass, linkSecret)}` }
  },
  'supervisor’s pass': async () => {
    const video = await met()
    return { video, path: await video.joinPage() }
  },
}

const bodies: Readonly<Record<string, object>> = {
  '/j/:token/readiness': { step: 'opened', device: 'd' },
  '/j/:token/connection': { isWeak: true },
  '/j/:token/measurements': someFigures(),
  '/j/:token/rating': { stars: 3 },
  '/j/:token/command': { command: 'mute' },
}

/** Each answer comes from a video of its own. */
export async function askedOnPage(method: string, path: string, holder: string): Promise<number> {
  const address = addresses[holder]
  if (!address) throw new Error(`Nobody here is called ${holder}`)
  const { video, path: own } = await address()
  const leaves = new AbortController()
  const answer = await video.house.app.request(path.replace('/j/:token', own), {
    method,
    signal: leaves.signal,
    headers: { 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(bodies[path] ?? {}) }),
  })
  leaves.abort()
  await answer.body?.cancel()
  return answer.status
}

async function met(changes: Parameters<typeof anOpenVideo>[1] = {}): Promise<OpenVideo> {
  const video = await anOpenVideo({}, changes)
  await video.comes('agent')
  await video.comes('customer')
  return video
}

const links = (video: OpenVideo) => ({ video, path: video.link })

async function handOver({ house }: OpenVideo): Promise<void> {
  await house.accepts(
    anAssignment({ taskSid: sid('WT', 2), reservationSid: sid('WR', 2), workerSid: participants.ben.workerSid }),
  )
  const { taskSid, reservationSid } = anAssignment()
  const gone = { taskSid, reservationSid, how: 'reservation.wrapup' }
  const over: Fact = { type: 'assignment.closed', id: 'over', key: conversationSid, at: Date.now(), ...gone }
  await house.receives(over)
  await house.work()
}
