import { once } from 'node:events'
import { WebSocket } from 'ws'
import { readFrame, writeFrame } from '../../simulator/flex-ui/twilsock/frame.ts'
import type { Json } from './running-simulator.ts'

/** A WebSocket of Flex UI, by hand. */
export interface FlexUiSocket {
  readonly ws: WebSocket
  readonly heard: Json[]
  /** The first matching message, past or to come. */
  readonly hears: (fits: (said: Json) => boolean) => Promise<Json>
  readonly closed: Promise<number>
}

/** TaskRouter's socket: JSON in text, with blanks as heartbeats. */
export function openBridge(url: string, token: string, more = ''): Promise<FlexUiSocket> {
  const address = `${url.replace('http', 'ws')}/__twilio/event-bridge.twilio.com/v1/wschannels?token=${token}${more}`
  return open(address, (data) => (String(data).trim() === '' ? undefined : JSON.parse(String(data))))
}

export interface Twilsock extends FlexUiSocket {
  /** Sends a request and waits for its answer. */
  readonly ask: (method: string, host: string, path: string, body?: unknown) => Promise<{ status: number; body: Json }>
}

/** A Twilsock, signed in with a token. `heard` are the payloads of its notifications. */
export async function openTwilsock(url: string, token: string): Promise<Twilsock & { readonly welcome: Json }> {
  const replies = new Map<string, (frame: { header: Json; payload: Json }) => void>()
  const address = `${url.replace('http', 'ws')}/__twilio/tsock.us1.twilio.com/v3/wsconnect`
  const socket = await open(address, (data) => {
    const frame = readFrame(data)
    if (frame === undefined) return undefined
    const payload: Json = frame.payload === '' ? {} : JSON.parse(frame.payload)
    if (frame.header.method === 'notification') return payload
    replies.get(frame.header.id ?? '')?.({ header: frame.header, payload })
    return undefined
  })
  let asked = 0
  const send = (header: Json, payload?: unknown): Promise<{ header: Json; payload: Json }> => {
    asked += 1
    const id = `TM${asked}`
    const reply = new Promise<{ header: Json; payload: Json }>((resolve) => replies.set(id, resolve))
    socket.ws.send(writeFrame({ ...header, id }, payload))
    return reply
  }
  const welcome = await send({ method: 'init', token })
  return {
    ...socket,
    welcome: welcome.header,
    async ask(method, host, path, body) {
      const { header, payload } = await send({ method: 'message', http_request: { host, path, method } }, body)
      // Every reply to a request has one.
      return { status: (header['http_status'] as { code: number }).code, body: payload }
    },
  }
}

async function open(address: string, read: (data: Buffer) => Json | undefined): Promise<FlexUiSocket> {
  const ws = new WebSocket(address)
  const heard: Json[] = []
  const waiting = new Set<() => void>()
  const closed = new Promise<number>((resolve) => ws.on('close', resolve))
  // A message of the default binary type is one Buffer.
  ws.on('message', (data) => {
    const said = read(data as Buffer)
    if (said !== undefined) heard.push(said)
    for (const look of waiting) look()
  })
  await once(ws, 'open')
  return {
    ws,
    heard,
    closed,
    hears: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = heard.find(fits)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}
