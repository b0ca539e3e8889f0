import { setTimeout as pause } from 'node:timers/promises'
import type { Chat, Sim } from '../sim.ts'
import { credentials } from '../stack.ts'
import { until } from '../until.ts'
import type { Deed, Role } from './script.ts'

type At = { readonly sim: Sim; readonly simulatorUrl: string; readonly serverUrl: string }

const requestOf: Readonly<
  Record<string, { readonly product: string; readonly method: string; readonly path: string }>
> = {
  'room.create': { product: 'video', method: 'POST', path: 'Rooms$' },
  'room.close': { product: 'video', method: 'POST', path: 'Rooms/RM[^/]+$' },
  'room.record': { product: 'video', method: 'POST', path: 'RecordingRules$' },
  'participant.remove': { product: 'video', method: 'POST', path: 'Participants/PA' },
  'task.annotate': { product: 'taskrouter', method: 'POST', path: 'Tasks/WT[^/]+$' },
  'invite.post': { product: 'conversations', method: 'POST', path: 'Messages$' },
  'notice.post': { product: 'conversations', method: 'POST', path: 'Messages$' },
  'command.remove': { product: 'conversations', method: 'DELETE', path: 'Messages/IM' },
}

const key = Buffer.from(`${credentials.TWILIO_API_KEY_SID}:${credentials.TWILIO_API_KEY_SECRET}`).toString('base64')

/** Repeats what the people in a recording did, with new SIDs. */
/** How each command is given: typed after `/video`, and over the API where it has a path. */
const commands: Readonly<Record<string, { word: string; path?: string; body?: object }>> = {
  'video.start': { word: '' },
  'video.end': { word: 'end', path: 'end' },
  'video.resend': { word: 'resend', path: 'resend', body: { newLink: false } },
  'video.renew': { word: 'new', path: 'resend', body: { newLink: true } },
  'video.revoke': { word: 'revoke', path: 'revoke' },
  'video.remove-customer': { word: 'remove' },
  'video.mute-customer': { word: 'mute' },
  'video.record': { word: 'record' },
}

export function createPlayer({ sim, simulatorUrl, serverUrl }: At) {
  const workers = new Map<string, { readonly sid: string; readonly token: string }>()
  const tokens = new Map<Role, string>()
  const participants = new Map<string, { readonly roomSid: string; readonly participantSid: string }>()
  let chat: Chat | undefined
  let agentPage: string | undefined

  const inChat = () => {
    if (!chat) throw new Error('The recording begins before the chat')
    return chat
  }
  /** A worker without a reservation can only have been a supervisor. */
  const worker = async (recorded: string) => {
    const roles = workers.size === 0 ? ['agent'] : ['supervisor']
    const known = workers.get(recorded) ?? (await sim.hire({ name: `replay-${workers.size}@example.com`, roles }))
    workers.set(recorded, known)
    return known
  }
  const agent = () => workers.values().next().value
  const id = async () =>
    until('the task tells of a video', async () => {
      const { escalate } = JSON.parse((await sim.task(inChat().taskSid)).attributes)
      return typeof escalate?.video?.id === 'string' && (escalate.video.id as string)
    })
  const api = (path: string, body: object, as = agent()?.token) => post(`${serverUrl}/api${path}`, body, as)
  /** The address of the role's page: the customer's is in the newest invite, the agent's comes with the seat. */
  async function pageOf(role: Role): Promise<string> {
    if (role === 'agent') return agentPage ?? ''
    return until('an invite is there', async () => {
      const links = (await sim.messages(inChat().conversationSid)).flatMap(
        ({ body }) => body.match(/https?:\S+/g) ?? [],
      )
      return links.at(-1)
    })
  }

  async function command(deed: Extract<Deed, { is: 'command' }>): Promise<void> {
    const { word, path, body = {} } = commands[deed.command] ?? { word: 'unknown' }
    const by = deed.workerSid === undefined ? undefined : await worker(deed.workerSid)
    if (deed.command === 'video.start' && !deed.isTyped) {
      await api('/escalations', { taskSid: inChat().taskSid }, by?.token)
    } else if (path === undefined || deed.isTyped) {
      await sim.say(inChat().conversationSid, { workerSid: inChat().workerSid }, `/video ${word}`.trim())
    } else await api(`/escalations/${await id()}/${path}`, body, by?.token)
  }

  async function seat({ role, takesOver, consents }: Extract<Deed, { is: 'seat' }>): Promise<void> {
    const answer =
      role === 'agent'
        ? await api(`/escalations/${await id()}/seat`, {})
        : await post(await pageOf(role), { takeOver: takesOver, isConsenting: consents })
    if (!answer.ok) return // the timeline shows the refusal
    const given: unknown = await answer.json()
    if (typeof given !== 'object' || given === null) return
    if ('token' in given) tokens.set(role, String(given.token))
    if ('pageUrl' in given) agentPage = String(given.pageUrl)
  }

  async function closeRoom(): Promise<void> {
    const open = (await sim.rooms()).filter(({ status }) => status === 'in-progress')
    const form = {
      method: 'POST',
      headers: { authorization: `Basic ${key}` },
      body: new URLSearchParams({ Status: 'completed' }),
    }
    for (const { sid } of open) await fetch(`${simulatorUrl}/video/v1/Rooms/${sid}`, form)
  }

  return {
    conversationSid: () => chat?.conversationSid,
    async does(deed: Deed): Promise<void> {
      switch (deed.is) {
        case 'chat': {
          const { sid: workerSid } = await worker(deed.workerSid)
          chat = await sim.chat({ workerSid })
          await sim.accept(chat.reservationSid)
          return
        }
        case 'command':
          return command(deed)
        case 'seat':
          return seat(deed)
        case 'enter': {
          const token = tokens.get(deed.role)
          if (token === undefined) throw new Error(`The ${deed.role} has no seat`)
          participants.set(deed.participantSid, await sim.connect(token))
          return
        }
        case 'leave': {
          const participant = participants.get(deed.participantSid)
          if (participant) await sim.disconnect(participant.roomSid, participant.participantSid)
          return
        }
        case 'tell':
          return void (await post(`${await pageOf(deed.role)}/readiness`, { step: deed.step }))
        case 'rate':
          return void (await post(`${await pageOf('customer')}/rating`, { stars: deed.stars }))
        case 'ask-link':
          return void (await post(`${await pageOf('customer')}/link`, {}))
        case 'end-task':
          return void (await sim.endTask(inChat().taskSid, deed.how))
        case 'close-conversation':
          return void (await sim.closeConversation(inChat().conversationSid))
        case 'close-room':
          return closeRoom()
        case 'refuse': {
          const request = requestOf[deed.effect]
          if (request) await sim.fault({ kind: 'status', status: 400, code: deed.code, times: 1, ...request })
        }
      }
    },
  }
}

const post = (url: string, body: object, token?: string) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })

/** Waits as long as in the recording, divided by the speed. */
export const gap = (ms: number, speed: number): Promise<void> => pause(Math.max(0, ms / speed))
