import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Fact } from '../../src/core/facts.ts'
import { linkTo, participants } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { startIn } from '../support/a-start.ts'
import { anAssignment, conversationSid, sid } from '../support/an-assignment.ts'
import { anOpenVideo, type OpenVideo } from '../support/an-open-video.ts'

afterEach(() => void vi.useRealTimers())

const ada = anAssignment({ displayName: 'Ada' })
const bens = anAssignment({
  taskSid: sid('WT', 2),
  reservationSid: sid('WR', 2),
  workerSid: participants.ben.workerSid,
  identity: 'ben',
  displayName: 'Ben',
})

/** Ada, whose name is known, and the customer are in the room. */
async function live() {
  const video = await anOpenVideo()
  await video.house.accepts({ ...ada, reservationSid: sid('WR', 3) })
  const page = await video.pass()
  await video.comes('agent')
  await video.sits({ device: 'phone' })
  await video.comes('customer')
  return { ...video, page }
}
type Live = Awaited<ReturnType<typeof live>>

/** How each kind of link or pass dies, and its state from then on. */
const deaths: readonly [how: string, word: string, status: number, die: (video: Live) => Promise<string>][] = [
  [
    'a revoked link',
    'revoked',
    410,
    async ({ ada, id, link }) => {
      await ada.post(`/escalations/${id}/revoke`)
      return link
    },
  ],
  [
    'a replaced link',
    'revoked',
    410,
    async ({ ada, id, link }) => {
      await ada.post(`/escalations/${id}/resend`, { newLink: true })
      return link
    },
  ],
  [
    'a replaced link, after the end',
    'revoked',
    410,
    async ({ ada, id, link, house }) => {
      await ada.post(`/escalations/${id}/resend`, { newLink: true })
      await ada.post(`/escalations/${id}/end`)
      await house.work()
      return link
    },
  ],
  [
    'a removed customer’s link',
    'removed',
    403,
    async ({ send, page, link }) => {
      await send('command', { command: 'remove' }, page)
      return link
    },
  ],
  [
    'an expired link',
    'expired',
    410,
    async ({ goes, link }) => {
      await goes('customer')
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 3600_000 + 1 })
      return link
    },
  ],
  [
    'a former agent’s pass',
    'handed-over',
    403,
    async ({ house, page }) => {
      await house.accepts(bens)
      for (const reservationSid of [ada.reservationSid, sid('WR', 3)]) {
        const gone = { taskSid: ada.taskSid, reservationSid, how: 'reservation.wrapup' }
        const fact: Fact = {
          type: 'assignment.closed',
          id: `over-${reservationSid}`,
          key: conversationSid,
          at: Date.now(),
          ...gone,
        }
        await house.receives(fact)
      }
      return page
    },
  ],
]

/** A page's requests that write; at a dead end none of them may. */
const writes: readonly [what: string, body: object][] = [
  ['readiness', { device: 'phone', step: 'blocked', detail: 'mine' }],
  ['connection', { isWeak: true }],
  ['network', {}],
  ['rating', { stars: 1 }],
  ['command', { command: 'end' }],
  ['window', {}],
]
const only = (seen: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== false && value !== 0))

describe.each(deaths)('%s', (_, word, status, die) => {
  it(`reads its state, "${word}", and no names or presence`, async () => {
    const video = await live()
    const path = await die(video)
    const role = path === video.page ? 'agent' : 'customer'
    const answer = await video.look(path)
    expect(startIn(await answer.text()).state).toEqual(await video.sees('phone', path))
    expect(only(await video.sees('phone', path))).toEqual({ role, link: word, agentNames: {} })
  })

  it('writes nothing', async () => {
    const video = await live()
    const path = await die(video)
    const before = [video.house.store.writes(), video.house.asked().length]
    for (const [what, body] of writes) {
      const said = await problemIn(await video.send(what, body, path))
      expect([what, said.retryable]).toEqual([what, false])
      expect([word, 'wrong-role']).toContain(said.code)
    }
    expect([video.house.store.writes(), video.house.asked().length]).toEqual(before)
  })

  it(`gets no seat and no event stream (${status})`, async () => {
    const video = await live()
    const path = await die(video)
    const before = video.house.store.writes()
    const refused = { status, code: word, retryable: false }
    expect(await problemIn(await video.sits({ device: 'phone', takeOver: true }, path))).toMatchObject(refused)
    expect(await problemIn(await video.look(`${path}/events?device=phone`))).toMatchObject(refused)
    expect(video.house.store.writes()).toBe(before)
  })
})

describe('after a link was replaced', () => {
  async function replaced() {
    const video = await live()
    await video.ada.post(`/escalations/${video.id}/resend`, { newLink: true })
    return { ...video, next: linkTo(video.id, 2) }
  }

  it('the next one reports steps and quality and rates; the older one rates neither before nor after the end', async () => {
    const { send, sits, next, ada, id, house } = await replaced()
    expect((await sits({ device: 'laptop' }, next)).status).toBe(200)
    expect((await send('readiness', { device: 'laptop', step: 'joined' }, next)).status).toBe(202)
    expect((await send('connection', { isWeak: true }, next)).status).toBe(202)
    expect((await send('rating', { stars: 1 })).status).toBe(410)
    await ada.post(`/escalations/${id}/end`)
    await house.work()
    expect((await send('rating', { stars: 1 })).status).toBe(410)
    expect((await send('rating', { stars: 5 }, next)).status).toBe(201)
  })

  it('the older one may still ask for a link', async () => {
    const { send, sees } = await replaced()
    expect((await send('link', {})).status).toBe(202)
    expect(await sees()).toMatchObject({ link: 'revoked', isLinkAsked: true })
  })

  it('a page of the older one that loses its event stream does not count as the customer’s leaving', async () => {
    const video: OpenVideo = await live()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const answer = await video.look(`${video.link}/events?device=phone`)
    await video.ada.post(`/escalations/${video.id}/resend`, { newLink: true })
    const before = video.house.store.writes()
    await answer.body?.cancel()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(video.house.store.writes()).toBe(before)
  })

  it('the seats have different identities, and the older one’s participants are removed', async () => {
    const { sits, next, identities, house, comes } = await replaced()
    const { identity } = (await (await sits({ device: 'laptop' }, next)).json()) as { identity: string } // our own answer
    expect(identity).not.toBe(identities.customer)
    await comes('customer', 2)
    await house.work()
    const out = house.twilio.calls.filter(({ to }) => to === 'removeParticipant').map((each) => each.with)
    expect(out).toEqual([0xc1, 0xc2].map((n) => ({ roomSid: sid('RM', 1), participantSid: sid('PA', n) })))
  })
})
