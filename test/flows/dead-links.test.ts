import { beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { type Case, live } from '../support/a-case.ts'
import { problemIn } from '../support/a-problem.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})

const post = (url: string, body: object = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const inRoom = async (chat: Case) =>
  (await chat.rooms()).flatMap(({ participants }) => participants.filter(({ status }) => status === 'connected'))
const isIn = async (chat: Case, participantSid: string) =>
  (await inRoom(chat)).some(({ sid }) => sid === participantSid)
const pageState = async (link: string): Promise<Readonly<Record<string, unknown>>> =>
  (await (await fetch(`${link}/state`)).json()) as Readonly<Record<string, unknown>> // a PageState

/** A stranger who found the link is in the room with the agent, and keeps the access token. */
async function aStranger() {
  const chat = await centre.chat()
  const { link, id, customer: stranger } = await live(chat)
  const { pageUrl } = (await (await chat.call(`/escalations/${id}/seat`, {})).json()) as { pageUrl: string } // our own answer
  const command = (word: string) => post(`${pageUrl}/command`, { command: word })
  const isOut = () =>
    until('the stranger is out', async () =>
      (await inRoom(chat)).every(({ identity }) => identity !== stranger.identity),
    )
  /** Connects again with the token, and is removed again. */
  async function comesAgain(): Promise<string> {
    const { participantSid } = await centre.sim.connect(stranger.token)
    await until('the stranger is removed again', async () => !(await isIn(chat, participantSid)))
    return participantSid
  }
  return { chat, link, id, command, isOut, comesAgain, stranger }
}

describe('a stranger with the access token of a leaked link', () => {
  const ways: readonly [way: string, does: (of: Awaited<ReturnType<typeof aStranger>>) => Promise<unknown>][] = [
    ['/video new', ({ chat }) => chat.types('/video new')],
    [
      '/video revoke and /video new',
      async ({ chat }) => {
        await chat.types('/video revoke')
        await until('the link is dead', async () => (await fetch(await chat.link())).status === 410)
        await chat.types('/video new')
      },
    ],
    [
      'a removal and /video new',
      async ({ chat, command }) => {
        await command('remove')
        await chat.types('/video new')
      },
    ],
    [
      'a removal and the button that sends the link',
      async ({ command }) => {
        await command('remove')
        await command('resend')
      },
    ],
  ]

  it.each(ways)('is removed by %s, and each time they connect again; the customer stays live', async (_, does) => {
    const of = await aStranger()
    const { chat, link, isOut, comesAgain, stranger } = of
    await does(of)
    await isOut()
    const next = await chat.link(2)
    expect(next).not.toBe(link)
    const customer = await chat.customerSits(next)
    expect(customer.identity).not.toBe(stranger.identity)
    await chat.saying('live')
    for (let n = 0; n < 3; n++) await comesAgain()
    await centre.settled()
    expect(await isIn(chat, customer.participantSid)).toBe(true)
    expect(await chat.task()).toMatchObject({ escalate: { video: { state: 'live' } } })
    expect(await pageState(next)).toMatchObject({ link: 'open', isCustomerHere: true })
  })

  it('is removed by /video revoke, and each time they connect again', async () => {
    const { chat, isOut, comesAgain } = await aStranger()
    await chat.types('/video revoke')
    await isOut()
    await comesAgain()
    await comesAgain()
    await centre.settled()
    expect((await inRoom(chat)).map(({ identity }) => identity.split('-')[0])).toEqual(['agent'])
  })

  it('reads no name and no presence, and can write no step, quality or rating', async () => {
    const { chat, link, isOut } = await aStranger()
    await chat.types('/video new')
    await isOut()
    const next = await chat.link(2)
    await chat.customerSits(next)
    await chat.saying('live')
    const seen = Object.entries(await pageState(link)).filter(([, value]) => value !== false && value !== 0)
    expect(Object.fromEntries(seen)).toEqual({ role: 'customer', link: 'revoked', agentNames: {} })
    for (const [what, body] of [
      ['readiness', { step: 'blocked', detail: 'mine' }],
      ['connection', { isWeak: true }],
      ['rating', { stars: 1 }],
    ] as const)
      expect(await problemIn(await post(`${link}/${what}`, body))).toMatchObject({ status: 410, code: 'revoked' })
    expect((await fetch(`${link}/events`)).status).toBe(410)
    await chat.ends('wrapup')
    await chat.saying('ended')
    expect((await post(`${link}/rating`, { stars: 1 })).status).toBe(410)
    expect((await post(`${next}/rating`, { stars: 5 })).status).toBe(201)
  })
})

it('a customer in the room stays there when the same link is sent again', async () => {
  const chat = await centre.chat()
  const { link, customer } = await live(chat)
  await chat.types('/video resend')
  expect(await chat.link(2)).toBe(link)
  await centre.settled()
  expect(await isIn(chat, customer.participantSid)).toBe(true)
  expect(await chat.task()).toMatchObject({ escalate: { video: { state: 'live' } } })
})
