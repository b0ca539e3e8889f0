import type { Journal } from '../../cloud/journal.ts'
import type { Room } from '../model.ts'
import type { PeerConnection } from '../signalling/messages.ts'
import type { RoomMedia, Session } from '../signalling/state.ts'
import type { EndsInRooms, OpenPath } from './ends-in-rooms.ts'
import type { MediaChannel } from './media-channels.ts'
import type { MediaTrouble } from './media-trouble.ts'

export interface MediaServer extends RoomMedia {
  /** The publishers or subscribers in the room have changed. */
  readonly follow: (room: Room) => void
  /** Sets the address and port for browsers' media: the UDP port with HTTP's number if it is free. */
  readonly listenAt: (host: string, port: number) => void
  /** Opens a media path for a browser outside rooms (a call). */
  readonly open: () => Promise<OpenPath>
  /** Causes trouble for one browser's media. */
  readonly trouble: (session: Session, trouble: MediaTrouble) => void
  /** Sends a browser a message on a data channel that it has asked for. */
  readonly say: (session: Session, channel: MediaChannel, message: Readonly<Record<string, unknown>>) => void
  /** Drops every browser. */
  readonly clear: () => void
  readonly close: () => void
}

/**
 * The simulator's end of browsers' peer connections. Its library is loaded when the first browser joins, because most
 * simulators never see one.
 */
export function createMediaServer(journal: Journal): MediaServer {
  const ids = new WeakMap<Session, string>()
  let at = { host: '127.0.0.1', port: 0 }
  let loaded: Promise<EndsInRooms> | undefined

  const load = async (): Promise<EndsInRooms> => {
    const { createEndsInRooms } = await import('./ends-in-rooms.ts')
    return createEndsInRooms(at.host, at.port)
  }
  /** Runs actions in the order of the calls. */
  const act = (what: (ends: EndsInRooms) => void): void => {
    loaded?.then(what).catch((error) => journal.change('media.failure', '', { why: String(error) }))
  }
  return {
    hasChannels: true,
    listenAt(host, port) {
      at = { host, port }
    },
    // The answer to the offer follows in an update, so that joining the room does not wait for it.
    enter(session, [offer]) {
      loaded ??= load()
      if (offer?.description?.type === 'offer') {
        ids.set(session, offer.id)
        act((ends) => ends.enter(session, offer))
      }
      return []
    },
    entered: () => undefined,
    hear: (session: Session, said: PeerConnection) => act((ends) => ends.hear(session, said)),
    everything(session) {
      act((ends) => ends.remind(session))
      const id = ids.get(session)
      return id === undefined ? [] : [{ id }]
    },
    leave(session) {
      act((ends) => ends.leave(session))
      return () => []
    },
    async open() {
      loaded ??= load()
      return (await loaded).open()
    },
    follow: (room) => act((ends) => ends.follow(room)),
    trouble: (session, trouble) => act((ends) => ends.trouble(session, trouble)),
    say: (session, channel, message) => act((ends) => ends.say(session, channel, message)),
    clear: () => act((ends) => ends.clear()),
    close() {
      act((ends) => ends.close())
      loaded = undefined
    },
  }
}
