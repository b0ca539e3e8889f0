import { once } from 'node:events'
import { connect } from 'node:net'

/** A raw connection: the test writes every byte. */
export async function aSocket(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) })
  let text = ''
  let closedAt: number | undefined
  socket.setEncoding('utf8').on('data', (more: string) => {
    text += more
  })
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      closedAt = Date.now()
      resolve()
    })
  })
  await once(socket, 'connect')
  return {
    write: (bytes: string) => void socket.write(bytes),
    /** The bytes received so far. */
    text: () => text,
    closed,
    closedAt: () => closedAt,
    /** From now on nothing is read. */
    stopReading: () => void socket.pause(),
    /** Ends the sending side. */
    end: () => void socket.end(),
    hangUp: () => void socket.destroy(),
  }
}

export type ASocket = Awaited<ReturnType<typeof aSocket>>

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: escalate.test\r\n\r\n`

/** Connections that any server has open: none of them may keep a process from its end. */
export async function idlers(url: string, path: string): Promise<readonly ASocket[]> {
  const [mute, halfHeader, halfBody, kept, upgrading] = await Promise.all(Array.from({ length: 5 }, () => aSocket(url)))
  if (!mute || !halfHeader || !halfBody || !kept || !upgrading) throw new Error('Not all of them are open')
  halfHeader.write('GET / HTTP/1.1\r\nHost: escal')
  halfBody.write(
    'POST /webhooks/conversations HTTP/1.1\r\nHost: escalate.test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nAccountSid=',
  )
  kept.write(get(path))
  upgrading.write(
    'GET /streams HTTP/1.1\r\nHost: escalate.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  return [mute, halfHeader, halfBody, kept, upgrading]
}

export { get as getRequest }
