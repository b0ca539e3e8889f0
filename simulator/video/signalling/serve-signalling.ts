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

// An SDP grows with every track; it is 12 kB for one microphone and one camera.
const mostBytes = 256 * 1024

/**
 * Serves the two WebSockets of Twilio's video SDK on the port of the REST API: `/signaling` (at Twilio
 * `global.vss.twilio.com`) and its telemetry `/v1/VideoEvents` (`sdkgw.us1.twilio.com`). Also serves the Voice SDK's
 * `/signal` (`voice-js.roaming.twilio.com`) and Flex UI's WebSockets.
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

/** The application's page comes from its own port, Flex UI from the simulator's. */
function refusalOf(cloud: Cloud, path: string, sender: Sender): string | undefined {
  if (isMisdirected(cloud.isOwnHost, sender)) return '421 Misdirected Request'
  const isWelcome = path.startsWith('/__twilio/') ? !isForeignPage(sender) : isOwnPage(cloud.isOwnHost, sender)
  return isWelcome ? undefined : '403 Forbidden'
}

/** Browsers disagree on `Sec-Fetch-Site` for WebSockets, but always send the origin. */
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

/**
 * The address at which a browser reached the simulator, to which it can also send media: the requested address, even if
 * that is a published container port.
 */
function addressReached({ headers, socket }: IncomingMessage): string {
  const name = hostnameIn(headers.host)
  if (isIPv4(name)) return name
  if (name === 'localhost' || name.endsWith('.localhost')) return '127.0.0.1'
  // A dual-stack socket shows an IPv4 address inside an IPv6 one.
  return (socket.localAddress ?? '127.0.0.1').replace('::ffff:', '')
}

const returning = z.object({ type: z.literal('sync'), session: z.string() })

function isShutOut(cloud: Cloud, body: unknown): boolean {
  const parsed = returning.safeParse(body)
  const session = parsed.success ? findSession(cloud, parsed.data.session) : undefined
  return session !== undefined && session.shutOutUntil > Date.now()
}

/** Cuts every WebSocket. Browsers that come back later are unknown (53204). */
export function cutSignalling(cloud: Cloud): void {
  for (const { connection } of cloud.signalling.sessions.values()) {
    if (connection !== undefined) connection.session = undefined
  }
  for (const ws of cloud.signalling.sockets) ws.terminate()
  hangUpBrowsers(cloud)
  cloud.mediaServer.clear()
}
