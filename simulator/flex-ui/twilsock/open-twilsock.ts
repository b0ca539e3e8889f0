import type { RawData, WebSocket } from 'ws'
import type { Cloud } from '../../cloud/cloud.ts'
import { RestError } from '../../rest/rest-error.ts'
import type { Answer } from '../../rest/route.ts'
import { answerClient, type ClientRoute } from '../client-route.ts'
import { refusable } from '../refusable.ts'
import { unhandled } from '../unhandled.ts'
import { type Frame, readFrame, writeFrame } from './frame.ts'
import type { Twilsock } from './model.ts'
import { identityOf } from './sign-in.ts'

/** wss://tsock.us1.twilio.com/v3/wsconnect: `init` with a token, then requests, each answered by a `reply`. */
export function openTwilsock(cloud: Cloud, ws: WebSocket, routes: readonly ClientRoute<Twilsock>[]): void {
  let twilsock: Twilsock | undefined
  const post = (head: Readonly<Record<string, unknown>>, payload?: unknown): void => {
    if (ws.readyState === ws.OPEN) ws.send(writeFrame(head, payload))
  }
  const signIn = ({ header }: Frame, reply: Reply): void => {
    const identity = allowed(cloud, header.token ?? '')
    if (identity instanceof RestError) {
      const { status: code, code: errorCode, message } = identity
      const status = { code, status: 'UNAUTHORIZED', errorCode, description: message }
      reply({ status }, { status: code, code: errorCode, message })
      return
    }
    if (twilsock === undefined) {
      const notify = (type: string, payload: unknown): void =>
        post({ method: 'notification', id: cloud.newSid('TN'), message_type: type }, payload)
      twilsock = { identity, subscriptions: new Set(), notify, cut: () => ws.terminate() }
      cloud.flexUi.twilsocks.add(twilsock)
    }
    reply({
      continuation_token: 'simulated',
      continuation_token_status: { reissued: false, reissue_message: '' },
      capabilities: header['capabilities'] ?? [],
      offline_storage: {},
      init_registrations: [],
    })
  }
  ws.on('message', (data) => {
    const frame = readFrame(bytes(data))
    if (frame === undefined) {
      ws.close(1008, 'Not a Twilsock message')
      return
    }
    const { id, method } = frame.header
    if (method === 'reply') return
    const reply: Reply = (more, payload) =>
      post({ method: 'reply', id, status: { code: 200, status: 'OK' }, ...more }, payload)
    if (method === 'init' || method === 'update') signIn(frame, reply)
    else if (method === 'message' && twilsock !== undefined) serve(frame, twilsock, reply)
    else reply({})
  })
  const serve = (frame: Frame, caller: Twilsock, reply: Reply): void => {
    const { result, release } = cloud.webhooks.gather(() => refusable(() => work(cloud, routes, frame, caller)))
    reply({ http_status: { code: result.status, status: 'OK' }, http_headers: {} }, result.body ?? {})
    setImmediate(release)
  }
  ws.on('error', () => undefined)
  ws.on('close', () => twilsock && cloud.flexUi.twilsocks.delete(twilsock))
}

function allowed(cloud: Cloud, token: string): string | RestError {
  try {
    return identityOf(cloud, token)
  } catch (error) {
    if (error instanceof RestError) return error
    throw error
  }
}

type Reply = (more: Readonly<Record<string, unknown>>, payload?: unknown) => void

function work(cloud: Cloud, routes: readonly ClientRoute<Twilsock>[], frame: Frame, caller: Twilsock): Answer {
  const { http_request: request } = frame.header
  if (request === undefined) return { status: 200, body: {} }
  const url = new URL(request.path.replace(/^(?!\/)/, '/'), `https://${request.host}`)
  for (const [name, value] of Object.entries(request.params ?? {})) url.searchParams.set(name, [value].flat()[0] ?? '')
  const path = `${url.host}${url.pathname}`
  const given = { method: request.method, path, query: url.searchParams, body: bodyOf(frame.payload) }
  return answerClient(routes, given, caller) ?? unhandled(cloud, url.host, request.method, url.pathname)
}

/** Parses JSON, or else a form. */
function bodyOf(payload: string): unknown {
  if (payload === '') return undefined
  try {
    return JSON.parse(payload)
  } catch {
    return Object.fromEntries(new URLSearchParams(payload))
  }
}

/** A WebSocket with the default binary type delivers a message as one Buffer. */
const bytes = (data: RawData): Buffer => (Buffer.isBuffer(data) ? data : Buffer.concat([data].flat().map(part)))

const part = (piece: Buffer | ArrayBuffer): Buffer => (Buffer.isBuffer(piece) ? piece : Buffer.from(piece))
