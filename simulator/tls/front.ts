import type { IncomingMessage, Server } from 'node:http'
import { createServer, type Server as TlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { hostnameIn } from '../browsers/own-hosts.ts'
import { inHeader } from '../rest/gap.ts'
import type { Identity } from './certificate.ts'
import { placeOf } from './twilio-hosts.ts'

/** A name of this machine, which the simulator always accepts. */
const own = '127.0.0.1'

/**
 * Opens Twilio's hosts with TLS in front of the simulator: `https://video.twilio.com/v1/Rooms` becomes
 * `/video/v1/Rooms`. Clients connect by a host mapping, or with the simulator's plain port as their proxy (`CONNECT`).
 */
export function openFront(server: Server, { key, certificate }: Identity): TlsServer {
  const front = createServer({ key, cert: certificate, keepAliveTimeout: 65_000 }, (request, response) => {
    if (lead(request)) server.emit('request', request, response)
    else {
      const what = `the host ${hostnameIn(request.headers.host) || '(none)'}: only those of twilio.com`
      response.writeHead(421, { 'content-type': 'text/plain', ...inHeader(what) }).end(`Not imitated: ${what}\n`)
    }
  })
  front.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (lead(request)) server.emit('upgrade', request, socket, head)
    else socket.end('HTTP/1.1 421 Misdirected Request\r\nConnection: close\r\n\r\n')
  })
  // A client that does not trust the certificate disconnects; this is not the simulator's failure.
  front.on('tlsClientError', (_, socket) => socket.destroy())
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (!isTwilios(request.url)) {
      socket.end('HTTP/1.1 403 The simulator is a proxy for twilio.com only\r\nConnection: close\r\n\r\n')
      return
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (head.length > 0) socket.unshift(head)
    front.emit('connection', socket)
  })
  return front
}

const isTwilios = (address: string | undefined): boolean =>
  /^[a-z0-9.-]+\.(twilio\.com|twiliocdn\.com|twil\.io):443$/i.test(address ?? '')

/** Rewrites a request to one of Twilio's hosts for the simulator. False for every other host. */
function lead(request: IncomingMessage): boolean {
  const { host, origin, authorization } = request.headers
  const place = placeOf({
    hostname: hostnameIn(host),
    path: request.url ?? '/',
    isSignedIn: authorization?.startsWith('Basic ') === true,
    isOfPage: origin !== undefined,
  })
  if (place === undefined) return false
  request.url = place
  setHeader(request, 'host', own)
  // A page of Twilio's counts as one of the simulator's own pages.
  if (origin !== undefined && URL.canParse(origin) && /\.twilio\.com$/.test(new URL(origin).hostname)) {
    setHeader(request, 'origin', `https://${own}`)
    setHeader(request, 'sec-fetch-site', 'same-origin')
  }
  return true
}

/** Node keeps headers twice, and code may read either copy. */
function setHeader({ headers, rawHeaders }: IncomingMessage, name: string, value: string): void {
  headers[name] = value
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === name) rawHeaders[i + 1] = value
  }
}
