import { z } from 'zod'
import type { Chat, Entry, Sim, SimMessage, SimRoom } from '../../tools/sim.ts'
import { until } from '../../tools/until.ts'

const announced = z.object({
  id: z.string(),
  state: z.string(),
  reason: z.string().optional(),
  joined: z.boolean().optional(),
  seconds: z.number().optional(),
  rating: z.number().optional(),
  asksForLink: z.boolean().optional(),
  notDelivered: z.object({ reason: z.string(), message: z.string() }).optional(),
})
const attributes = z.looseObject({
  escalate: z.looseObject({ video: announced.optional(), refused: z.looseObject({}).optional() }).optional(),
})
const seat = z.object({ token: z.string(), roomSid: z.string(), identity: z.string() })

export type Case = ReturnType<typeof openCase>
type Parts = { readonly sim: Sim; readonly serverUrl: string; readonly chat: Chat; readonly token: string }

const json = { 'content-type': 'application/json' }

/** One conversation of a call centre: the actions of agent and customer, and the results visible from outside. */
export function openCase({ sim, serverUrl, chat, token }: Parts) {
  const { conversationSid, taskSid, workerSid } = chat

  const task = async () => attributes.parse(JSON.parse((await sim.task(taskSid)).attributes))
  const rooms = async (): Promise<readonly SimRoom[]> =>
    (await sim.rooms()).filter((each) => each.unique_name.includes(conversationSid.slice(2)))
  const invites = async (): Promise<readonly SimMessage[]> =>
    (await sim.messages(conversationSid)).filter((each) => each.attributes.includes('video-invite'))
  const call = (path: string, body?: object, as = token) =>
    fetch(`${serverUrl}/api${path}`, {
      headers: { authorization: `Bearer ${as}`, ...(body && json) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
  /** A press is the consent next to the button, where a recording is possible. */
  const press = (link: string, isConsenting = true) =>
    fetch(link, { method: 'POST', headers: json, body: JSON.stringify({ isConsenting }) })
  /**
   * Requests a seat as page and plugin do: again while the agent is not there yet (425), and while Redis is in trouble
   * (503).
   */
  const seatBy = (ask: () => Promise<Response>) =>
    until(
      'the server answers about the seat',
      async () => {
        const answer = await ask()
        return ![425, 503].includes(answer.status) && answer
      },
      { everyMs: 150 },
    )

  /** The link of the newest invite, once there are so many. */
  const link = async (nth = 1): Promise<string> => {
    const all = await until(`invite number ${nth}`, async () => {
      const seen = await invites()
      return seen.length >= nth && seen
    })
    return linkIn(all[nth - 1]?.body ?? '')
  }
  /** Waits until the task at Twilio has this state of the video. */
  const saying = (word: string, withinMs = 30_000) =>
    until(
      `the task says ${word}`,
      async () => {
        const { escalate } = await task()
        return escalate?.video?.state === word && escalate.video
      },
      { withinMs },
    )
  /** Connects to the room with the seat in an answer. */
  const sit = async (answer: Response) => {
    if (!answer.ok) throw new Error(`No seat: ${answer.status} ${await answer.text()}`)
    const given = seat.parse(await answer.json())
    return { ...given, ...(await sim.connect(given.token)) }
  }
  const id = async () => {
    const { escalate } = await task()
    if (!escalate?.video) throw new Error('The task tells of no video')
    return escalate.video.id
  }

  return {
    ...chat,
    token,
    task,
    rooms,
    invites,
    link,
    saying,
    call,
    press,
    id,
    /** The agent types into the chat. */
    types: (body: string) => sim.say(conversationSid, { workerSid }, body),
    /** Types `/video`, and waits until the customer is invited. */
    async invited() {
      await sim.say(conversationSid, { workerSid }, '/video')
      const url = await link()
      await saying('invited')
      return { link: url, id: await id() }
    },
    /** Once an agent is there, as long as there is a waiting room. */
    customerSits: async (url: string) => sit(await seatBy(() => press(url))),
    agentSits: async (escalationId: string) => sit(await seatBy(() => call(`/escalations/${escalationId}/seat`, {}))),
    start: (as = token) => call('/escalations', { taskSid }, as),
    messages: () => sim.messages(conversationSid),
    ends: (how: 'wrapup' | 'complete' | 'cancel' | 'delete') => sim.endTask(taskSid, how),
    closed: () =>
      until('every room of the case is completed', async () => {
        const all = await rooms()
        return all.length > 0 && all.every((each) => each.status === 'completed') && all
      }),
  }
}

const linkIn = (body: string) => {
  const links = body.match(/https?:\/\/\S+/g) ?? []
  if (links.length !== 1) throw new Error(`Not one link: ${links.length}`)
  return links[0] ?? ''
}

/** Both are in the room, and the task says so. */
export async function live(of: Case) {
  const invited = await of.invited()
  const agent = await of.agentSits(invited.id)
  const customer = await of.customerSits(invited.link)
  await of.saying('live')
  return { ...invited, customer, agent, roomSid: customer.roomSid }
}

/** Requests for one resource, from a journal. */
export const requests = (entries: readonly Entry[], method: string, pattern: RegExp) =>
  entries.filter(
    (each) => each.kind === 'request' && each['method'] === method && pattern.test(`${each['product']}${each['path']}`),
  )

export const changes = (entries: readonly Entry[], change: string, sid?: string) =>
  entries.filter((each) => each['change'] === change && (sid === undefined || each['sid'] === sid))
