import { WebSocket } from 'ws'
import { z } from 'zod'
import type { RunningSimulator } from './running-simulator.ts'
import { videoToken } from './video-token.ts'

const described = z.object({ type: z.string(), revision: z.number().optional(), sdp: z.string().optional() })

const remote = z.object({
  sid: z.string(),
  identity: z.string(),
  state: z.string(),
  revision: z.number(),
  tracks: z.array(z.object({ sid: z.string(), kind: z.string(), name: z.string(), enabled: z.boolean() })).optional(),
})

const listed = z.object({ revision: z.number(), tracks: z.array(z.object({ id: z.string(), sid: z.string() })) })

const ownTrack = z.object({
  id: z.string(),
  sid: z.string().optional(),
  error: z.object({ code: z.number() }).optional(),
})

// A type of protocol messages, with the names that the SDK reads.
const body = z.looseObject({
  type: z.string(),
  sid: z.string().optional(),
  session: z.string().optional(),
  code: z.number().optional(),
  status: z.string().optional(),
  participant: remote.optional(),
  participants: z.array(remote).default([]),
  published: z.object({ revision: z.number(), tracks: z.array(ownTrack) }).optional(),
  subscribed: listed.optional(),
  recording: z.object({ is_recording: z.boolean() }).optional(),
  peer_connections: z
    .array(z.object({ id: z.string(), description: described.optional(), ice: z.looseObject({}).optional() }))
    .default([]),
})

const frame = z.looseObject({ type: z.string(), body: body.optional() })

export type Said = z.output<typeof body>

/** One WebSocket, by hand: the SDK's messages, and others that it must never send. */
export interface SignallingClient {
  readonly frames: z.output<typeof frame>[]
  readonly send: (text: string) => void
  /** Sends a message about the room. */
  readonly say: (message: Readonly<Record<string, unknown>>) => void
  /** The first matching message, past or to come. Fails when the connection closes before. */
  readonly hears: (fits: (said: Said) => boolean) => Promise<Said>
  /** Calls with every message, past and to come. */
  readonly each: (hear: (said: Said) => void) => void
  /** The number of matching messages until now. */
  readonly count: (fits: (said: Said) => boolean) => number
  /** Resolves when everything sent so far has its answer. */
  readonly settled: () => Promise<void>
  readonly closed: Promise<number>
  readonly cut: () => void
}

export async function openSocket(simulator: RunningSimulator, path = '/signaling'): Promise<SignallingClient> {
  const ws = new WebSocket(`${simulator.url.replace('http', 'ws')}${path}`)
  const frames: z.output<typeof frame>[] = []
  const looking = new Set<() => void>()
  const hearing = new Set<(said: Said) => void>()
  let isClosed = false
  const look = (): void => {
    for (const each of looking) each()
  }
  ws.on('message', (text) => {
    const arrived = frame.parse(JSON.parse(String(text)))
    frames.push(arrived)
    if (arrived.body !== undefined) for (const hear of hearing) hear(arrived.body)
    look()
  })
  const closed = new Promise<number>((resolve) =>
    ws.on('close', (code) => {
      isClosed = true
      resolve(code)
      look()
    }),
  )
  await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject))
  ws.on('error', () => undefined)

  const first = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const attempt = (): void => {
        const found = find()
        if (found === undefined && !isClosed) return
        looking.delete(attempt)
        if (found === undefined) reject(new Error(`Closed after ${JSON.stringify(frames.slice(-3))}`))
        else resolve(found)
      }
      looking.add(attempt)
      attempt()
    })
  const bodies = (): Said[] => frames.flatMap((each) => each.body ?? [])
  return {
    frames,
    send: (text) => ws.send(text),
    say: (message) => ws.send(JSON.stringify({ type: 'msg', body: { version: 2, ...message } })),
    hears: (fits) => first(() => bodies().find(fits)),
    each(hear) {
      for (const said of bodies()) hear(said)
      hearing.add(hear)
    },
    count: (fits) => bodies().filter(fits).length,
    async settled() {
      // Frames are answered in order, so the answer to a ping comes after all the others.
      await new Promise((resolve) => {
        ws.once('pong', resolve)
        ws.ping()
      })
    },
    closed,
    cut: () => ws.terminate(),
  }
}

export const microphone = { id: 'mic', kind: 'audio', name: 'microphone', enabled: true, priority: 'standard' }
export const camera = { id: 'cam', kind: 'video', name: 'camera', enabled: true, priority: 'standard' }

interface Wish {
  readonly name?: string | null
  readonly token?: string
  readonly tracks?: readonly unknown[]
  readonly subscribe?: 'include' | 'exclude'
  /** Its peer connection, for a browser that has one. */
  readonly offer?: { readonly id: string; readonly sdp: string }
  /** The events that it wants besides sound and pictures. */
  readonly channels?: readonly string[]
}

/** The SDK's first message on a connection. */
export const hello = (message: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ type: 'hello', id: 'x', version: 2, timeout: 5000, body: { version: 2, ...message } })

/** Asks to be let into a room; resolves with any answer. */
export async function ask(simulator: RunningSimulator, identity: string, wish: Wish = {}) {
  const token = wish.token ?? videoToken(identity)
  const offer = wish.offer ?? { id: 'speculative', sdp: 'v=0' }
  const client = await openSocket(simulator)
  client.send(hello({ type: 'ice', version: 1, edge: 'roaming', token }))
  const iced = await client.hears(({ type }) => type === 'iced' || type === 'error')
  if (iced.type === 'error') return { ...client, answer: iced, token }
  client.say({
    type: 'connect',
    token,
    name: wish.name === undefined ? 'room' : wish.name,
    participant: { revision: 1, tracks: wish.tracks ?? [] },
    peer_connections: [{ id: offer.id, description: { type: 'offer', revision: 1, sdp: offer.sdp } }],
    ice_servers: 'acquire',
    subscribe: { revision: 1, rules: [{ type: wish.subscribe ?? 'include', all: true }] },
    format: 'unified',
    media_signaling: Object.fromEntries((wish.channels ?? []).map((each) => [each, {}])),
  })
  return { ...client, answer: await client.hears(({ type }) => type === 'connected' || type === 'error'), token }
}

export type Browser = Awaited<ReturnType<typeof enter>>

/** The same for a browser that is let in. */
export async function enter(simulator: RunningSimulator, identity: string, wish: Wish = {}) {
  const client = await ask(simulator, identity, wish)
  const { session, participant } = client.answer
  if (session === undefined || participant === undefined) throw new Error(JSON.stringify(client.answer))
  return { ...client, session, sid: participant.sid }
}

/** Comes back on a new connection after the old one was lost. */
export async function comeBack(
  simulator: RunningSimulator,
  { session, token }: { readonly session: string; readonly token: string },
  changed: Readonly<Record<string, unknown>> = {},
) {
  const client = await openSocket(simulator)
  client.send(hello({ type: 'sync', session, token, name: 'room', ...changed }))
  return { ...client, answer: await client.hears(({ type }) => type === 'synced' || type === 'error'), session, token }
}
