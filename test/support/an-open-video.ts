import { seatIdentity } from '../../src/access/seat.ts'
import type { Fact } from '../../src/core/facts.ts'
import type { AppDeps } from '../../webhooks/app.ts'
import { aHouse, type House, linkTo, participants } from './a-house.ts'
import { viewIn } from './a-view.ts'
import { anAssignment, conversationSid, sid } from './an-assignment.ts'

/** Where the numbers of their connections begin. */
const firstOf = { agent: 0xa0, customer: 0xc0, supervisor: 0xe0 } as const
type Role = 'customer' | 'agent' | 'supervisor'

/** Ada's video is open, and its customer has the link. Nobody is in the room yet. */
export const anOpenVideo = (environment: Readonly<Record<string, string>> = {}, changes: Partial<AppDeps> = {}) =>
  anOpenVideoIn(aHouse(environment, changes))

export async function anOpenVideoIn<H extends Omit<House, 'store'>>(house: H) {
  await house.accepts()
  const ada = house.as('ada')
  const { id } = await viewIn(await ada.post('/escalations', { taskSid: anAssignment().taskSid }))
  await house.work()
  const link = linkTo(id)
  const identities = {
    customer: seatIdentity('customer', id),
    agent: seatIdentity('agent', id, anAssignment().workerSid),
    supervisor: seatIdentity('supervisor', id, participants.sue.workerSid),
  } as const
  let facts = 0

  const roomOf = (generation: number) => ({ roomSid: sid('RM', generation), roomName: `${id}-g${generation}` })
  const head = () => ({ id: `told-${++facts}`, key: conversationSid, at: Date.now() })
  const hears = (fact: Fact) => house.receives(fact)

  /** Twilio's callback about one connection. */
  const news = (type: 'connected' | 'disconnected', role: Role, n: number, generation: number) =>
    hears({
      ...head(),
      ...roomOf(generation),
      type: `participant.${type}`,
      participantSid: sid('PA', n + firstOf[role]),
      identity: identities[role],
    })

  const press = (path = link, init: RequestInit = {}) =>
    Promise.resolve(
      house.app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
        ...init,
      }),
    )
  const look = (path = link, headers: Readonly<Record<string, string>> = {}) =>
    Promise.resolve(house.app.request(path, { headers }))

  return {
    house,
    ada,
    id,
    link,
    press,
    look,
    identities,
    /** A participant enters or leaves the room: their `n`-th connection. */
    comes: (role: Role, n = 1, generation = 1) => news('connected', role, n, generation),
    goes: (role: Role, n = 1, generation = 1) => news('disconnected', role, n, generation),
    /** Twilio closed the room by itself. */
    idles: (generation = 1) => hears({ ...head(), ...roomOf(generation), type: 'room.ended' }),
    /** The agent's page, from the answer to the Flex plugin. */
    async pass(): Promise<string> {
      const { pageUrl } = (await (await ada.post(`/escalations/${id}/seat`)).json()) as { pageUrl: string } // our own answer
      return new URL(pageUrl).pathname
    },
    /** Sue's page, from the answer to her press of Join. */
    async joinPage(): Promise<string> {
      const answer = await house.as('sue').post(`/supervisor/escalations/${id}/join`)
      return new URL(((await answer.json()) as { url: string }).url).pathname // our own answer
    },
    /** A page's request: JSON to one of the link's own addresses. */
    send: (what: string, body: unknown, path = link) => press(`${path}/${what}`, { body: JSON.stringify(body) }),
    sits: (body: unknown = {}, path = link) => press(path, { body: JSON.stringify(body) }),
    /** A page's state. */
    async sees(device = '', path = link): Promise<Readonly<Record<string, unknown>>> {
      const answer = await look(`${path}/state?device=${device}`)
      return (await answer.json()) as Readonly<Record<string, unknown>> // a PageState
    },
    /** The stored record. */
    record: () => house.escalations.ofConversation(conversationSid),
  }
}

export type OpenVideo = Awaited<ReturnType<typeof anOpenVideo>>
