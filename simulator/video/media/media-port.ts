import { randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { Event, isStunMessage } from 'werift'
import { answerBinding, type Credentials } from './stun.ts'

/** The UDP path between the simulator and one browser. */
export interface MediaPath {
  /** Everything except connectivity checks. */
  readonly onData: Event<[Buffer]>
  readonly send: (data: Buffer) => Promise<void>
  /** The ICE credentials that the browser must use. After `renew` there are new ones, and the old ones stay valid. */
  readonly credentials: () => Credentials
  readonly renew: () => void
  /** Fires once, when the browser's first check arrives. */
  readonly onFound: Event<[]>
  /** `true` drops everything in both directions, as if the network were gone. */
  readonly cut: (isCut: boolean) => void
  readonly close: () => void
}

export interface MediaPort {
  readonly port: number
  readonly open: () => MediaPath
  readonly close: () => void
}

interface Path {
  readonly onData: Event<[Buffer]>
  readonly onFound: Event<[]>
  remote: { readonly address: string; readonly port: number } | undefined
  isCut: boolean
}

/**
 * Opens one UDP port for all browsers. The address that a browser's connectivity checks come from identifies the
 * browser.
 */
export async function openMediaPort(host: string, port: number): Promise<MediaPort> {
  const socket = await bind(host, port)
  const byUfrag = new Map<string, { readonly path: Path; readonly password: string }>()
  const byRemote = new Map<string, Path>()
  socket.on('message', (data, { address, port: from }) => {
    if (!isStunMessage(data)) {
      const path = byRemote.get(`${address}:${from}`)
      if (path?.isCut === false) path.onData.execute(data)
      return
    }
    const binding = answerBinding(data, [address, from], (ufrag) => byUfrag.get(ufrag)?.password)
    const path = binding && byUfrag.get(binding.ufrag)?.path
    if (binding === undefined || path === undefined || path.isCut) return
    byRemote.set(`${address}:${from}`, path)
    socket.send(binding.answer, from, address)
    const isFirst = path.remote === undefined
    // A browser also checks paths that it has not chosen.
    if (isFirst || binding.isChosen) path.remote = { address, port: from }
    if (isFirst) path.onFound.execute()
  })
  return {
    port: socket.address().port,
    open() {
      const path: Path = { onData: new Event(), onFound: new Event(), remote: undefined, isCut: false }
      let own = newCredentials()
      const known = (): void => void byUfrag.set(own.ufrag, { path, password: own.password })
      known()
      return {
        onData: path.onData,
        onFound: path.onFound,
        send: (data) => sendTo(socket, path, data),
        credentials: () => own,
        renew() {
          own = newCredentials()
          known()
        },
        cut(isCut) {
          path.isCut = isCut
        },
        close() {
          path.isCut = true
          for (const [ufrag, each] of byUfrag) if (each.path === path) byUfrag.delete(ufrag)
          for (const [remote, each] of byRemote) if (each === path) byRemote.delete(remote)
        },
      }
    },
    close: () => socket.close(),
  }
}

const newCredentials = (): Credentials => ({
  ufrag: randomBytes(6).toString('hex'),
  password: randomBytes(16).toString('hex'),
})

function sendTo(socket: Socket, { remote, isCut }: Path, data: Buffer): Promise<void> {
  if (remote === undefined || isCut) return Promise.resolve()
  // A failed send is lost, as usual with UDP.
  return new Promise((resolve) => socket.send(data, remote.port, remote.address, () => resolve()))
}

/** Binds this port, or any free port if it is taken. */
function bind(host: string, port: number): Promise<Socket> {
  const attempt = (wanted: number) =>
    new Promise<Socket>((resolve, reject) => {
      const socket = createSocket('udp4')
      socket.once('error', reject)
      socket.bind(wanted, host, () => {
        socket.off('error', reject)
        socket.on('error', () => undefined)
        // The socket alone must not keep the process running.
        socket.unref()
        resolve(socket)
      })
    })
  return attempt(port).catch(() => attempt(0))
}
