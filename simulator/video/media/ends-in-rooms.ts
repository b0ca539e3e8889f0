import { RTCDtlsTransport } from 'werift'
import type { Room } from '../model.ts'
import type { PeerConnection } from '../signalling/messages.ts'
import type { Session } from '../signalling/state.ts'
import { createSeat } from './create-seat.ts'
import { createLoudness, type Loudness } from './loudness.ts'
import type { MediaChannel } from './media-channels.ts'
import { type MediaPath, openMediaPort } from './media-port.ts'
import type { MediaTrouble } from './media-trouble.ts'
import type { Seat } from './seat.ts'
import { followAll, switchPictures } from './seat-acts.ts'
import { followSizes } from './simulcast.ts'

/** A browser's media path, and the port that it leads to. */
export interface OpenPath {
  readonly path: MediaPath
  readonly port: number
}

export interface EndsInRooms {
  readonly enter: (session: Session, offer: PeerConnection) => void
  readonly hear: (session: Session, said: PeerConnection) => void
  /** Repeats the messages that a browser may have missed while it was disconnected. */
  readonly remind: (session: Session) => void
  readonly follow: (room: Room) => void
  readonly leave: (session: Session) => void
  readonly trouble: (session: Session, trouble: MediaTrouble) => void
  readonly say: (session: Session, channel: MediaChannel, message: Readonly<Record<string, unknown>>) => void
  readonly open: () => OpenPath
  readonly clear: () => void
  readonly close: () => void
}

interface Seats {
  readonly bySession: Map<Session, Seat>
  readonly loudness: Loudness
}

/** Browsers also report on received video about once a second. */
const reportMs = 1_000

/**
 * Opens the media port and serves the peer connections of all rooms: negotiates with browsers and forwards media
 * between them.
 */
export async function createEndsInRooms(host: string, wantedPort: number): Promise<EndsInRooms> {
  await RTCDtlsTransport.SetupCertificate()
  const port = await openMediaPort(host, wantedPort)
  const rooms = new Map<Room, Seats>()
  const seatOf = (session: Session): Seat | undefined => rooms.get(session.room)?.bySession.get(session)
  const seatsOf = (room: Room): readonly Seat[] => seatsIn(rooms.get(room)?.bySession ?? new Map())

  const timer = setInterval(() => {
    for (const { bySession, loudness } of rooms.values()) {
      const loudest = loudness.next()
      for (const seat of bySession.values()) {
        seat.end.report()
        sendSpeaker(seat, loudest(seat.session.participant.sid), seatsIn(bySession))
      }
      followSizes(seatsIn(bySession), performance.now())
    }
  }, reportMs).unref()

  const follow = (room: Room): void => followAll(seatsOf(room))
  const leave = (session: Session): void => {
    const seats = rooms.get(session.room)
    const seat = seats?.bySession.get(session)
    if (seats === undefined || seat === undefined) return
    seat.end.close()
    seats.loudness.forget(session.participant.sid)
    seats.bySession.delete(session)
    if (seats.bySession.size === 0) rooms.delete(session.room)
  }
  const clear = (): void => {
    for (const { bySession } of [...rooms.values()]) for (const session of [...bySession.keys()]) leave(session)
  }
  return {
    enter(session, { id, description }) {
      const { room } = session
      const seats = rooms.get(room) ?? { bySession: new Map(), loudness: createLoudness() }
      rooms.set(room, seats)
      const seat = createSeat({
        id,
        session,
        path: port.open(),
        port: port.port,
        all: () => seatsOf(room),
        loud: seats.loudness.heard,
      })
      seats.bySession.set(session, seat)
      // First sets what the browser receives, so that the answer to its offer includes it.
      follow(room)
      if (description?.type === 'offer') seat.end.negotiation.hear(description)
    },
    hear(session, { id, description }) {
      const seat = seatOf(session)
      // Candidates are not needed: the simulator answers whatever address the browser sends from.
      if (seat === undefined || id !== seat.id || !description) return
      if (description.type === 'close') leave(session)
      else seat.end.negotiation.hear(description)
    },
    remind(session) {
      const seat = seatOf(session)
      const descriptions = seat?.end.negotiation.unheard() ?? []
      const connections = descriptions.map((description) => ({ id: seat?.id, description }))
      if (connections.length > 0) session.connection?.send({ type: 'update', peer_connections: connections })
    },
    follow,
    leave,
    trouble(session, { cut, quality, track, switchedOff }) {
      const seat = seatOf(session)
      if (seat === undefined) return
      if (cut !== undefined) seat.end.path.cut(cut)
      if (quality !== undefined) seat.forcedQuality = quality ?? undefined
      if (track === undefined) return
      if (switchedOff === false) seat.keptBack.delete(track)
      else seat.keptBack.add(track)
      switchPictures(seat, seatsOf(session.room))
    },
    say: (session, channel, message) => seatOf(session)?.signalling.say(channel, message),
    open: () => ({ path: port.open(), port: port.port }),
    clear,
    close() {
      clear()
      clearInterval(timer)
      port.close()
    },
  }
}

const seatsIn = (bySession: ReadonlyMap<Session, Seat>): readonly Seat[] => [...bySession.values()]

function sendSpeaker(seat: Seat, participant: string | null, all: readonly Seat[]): void {
  if (seat.speaker === participant) return
  seat.speaker = participant
  switchPictures(seat, all)
  seat.signalling.say('active_speaker', { participant })
}
