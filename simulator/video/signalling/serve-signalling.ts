import type { IncomingMessage, Server } from 'node:http'
import { isIPv4 } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { hostnameIn } from '../../browsers/own-hosts.ts'
import { isForeignPage, isMisdirected, isOwnPage, type Sender } from '../../browsers/refusal.ts'
import type { Cloud } from '../../cloud/cloud.ts'
import { flexUiSockets } from '../../flex-ui/sockets.ts'
import { hangUpBrowsers } from '../../voice-sdk/legs-in-browsers.ts'
import { openDevice } from '../../voice-sdk/open-device.ts'
import { openConnection } from './connection.ts'
import { takeInsights } from './insights.ts'
import { receive } from './receive.ts'
import { findSession, loseConnection } from './session.ts'

// An SDP grows with every track: 12 kB for one microphone and one camera.
const mostBytes = 256 * 1024

/**
 * The two WebSockets of Twilio's video SDK, on the port of the REST API: `/signaling` (at Twilio
 * `global.vss.twilio.com`) and `/v1/VideoEvents`, its telemetry (`sdkgw.us1.twilio.com`). The Voice SDK's, `/signal`
 * (`voice-js.roaming.twilio.com`), and those of Flex UI are beside them.
 */
export function serveSignalling(cloud: Cloud, server: Server): void {
  const accepting = new WebSocketServer({ noServer: true, maxPayload: mostBytes, perMessageDeflate: false })
  const doors: Readonly<Record<string, (ws: WebSocket, query: URLSearchParams, request: IncomingMessage) => void>> = {
    '/signaling': (ws, query, request) => takeBrowser(cloud, ws, query, request),
    '/v1/VideoEvents': (ws) => takeInsights(cloud, ws),
    '/signal': (ws, _query, request) => openDevice(cloud, ws, addressReached(request)),
  }
  const flexUi = flexUiSockets(cloud)
  server.on('listening', () => {
    const address = server.address()
    if (typeof address === 'object' && address !== null) cloud.mediaServer.listenAt(address.address, address.port)
  })
  server.on('close', () => cloud.mediaServer.close())
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [path = '', query] = (request.url ?? '').split('?')
    const open = Object.hasOwn(doors, path) ? doors[path] : flexUi(path)
    socket.on('error', () => socket.destroy())
    const refusal = refusalOf(cloud, path, senderOf(request))
    if (refusal !== undefined) socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`)
    else if (open === undefined) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
    else if (path === '/signaling' && cloud.signalling.mode === 'refuse') socket.destroy()
    else {
      accepting.handleUpgrade(request, socket, head, (ws) => {
        const { sockets } = cloud.signalling
        sockets.add(ws)
        ws.on('close', () => sockets.delete(ws))
        open(ws, new URLSearchParams(query), request)
      })
    }
  })
}

/** The application's page comes from a port of its own, Flex UI from ours. */
function refusalOf(cloud: Cloud, path: string, sender: Sender): string | undefined {
  if (isMisdirected(cloud.isOwnHost, sender)) return '421 Misdirected Request'
  const isWelcome = path.startsWith('/__twilio/') ? !isForeignPage(sender) : isOwnPage(cloud.isOwnHost, sender)
  return isWelcome ? undefined : '403 Forbidden'
}

/** Browsers do not agree on `Sec-Fetch-Site` of a WebSocket, and always name its origin. */
const senderOf = ({ headers: { host, origin } }: IncomingMessage): Sender => ({ host, origin, site: undefined })

function takeBrowser(cloud: Cloud, ws: WebSocket, query: URLSearchParams, request: IncomingMessage): void {
  openConnection(ws, {
    mode: cloud.signalling.mode,
    reached: addressReached(request),
    region: query.get('region') ?? undefined,
    admits: (body) => !isShutOut(cloud, body),
    received: (connection, body) => receive(cloud, connection, body),
    gone: (connection, saidBye) => loseConnection(cloud, connection, saidBye),
  })
}

/** Where a browser finds us, so that it may send its media there too: the address that it has asked for, be it that of a published port. */
function addressReached({ headers, socket }: IncomingMessage): string {
  const name = hostnameIn(headers.host)
  if (isIPv4(name)) return name
  if (name === 'localhost' || name.endsWith('.localhost')) return '127.0.0.1'
  // A socket for both families tells an address of the older one inside one of the newer.
  return (socket.localAddress ?? '127.0.0.1').replace('::ffff:', '')
}

const returning = z.object({ type: z.literal('sync'), session: z.string() })

function isShutOut(cloud: Cloud, body: unknown): boolean {
  const parsed = returning.safeParse(body)
  const session = parsed.success ? findSession(cloud, parsed.data.session) : undefined
  return session !== undefined && session.shutOutUntil > Date.now()
}

/** Cuts every WebSocket. Browsers that come back later are strangers (53204). */
export function cutSignalling(cloud: Cloud): void {
  for (const { connection } of cloud.signalling.sessions.values()) {
    if (connection !== undefined) connection.session = undefined
  }
  for (const ws of cloud.signalling.sockets) ws.terminate()
  hangUpBrowsers(cloud)
  cloud.mediaServer.clear()
}
