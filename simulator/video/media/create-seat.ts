import type { RtpPacket } from 'werift'
import type { Session } from '../signalling/state.ts'
import { type BrowserEnd, createBrowserEnd, type Source } from './browser-end.ts'
import { createDataRelay } from './data-relay.ts'
import { askForPictures, forward, forwardReport } from './forwarding.ts'
import type { MediaPath } from './media-port.ts'
import { createMediaSignalling } from './media-signalling.ts'
import type { Seat } from './seat.ts'
import { followAll, hearChannel } from './seat-acts.ts'

export interface SeatParts {
  readonly id: string
  readonly session: Session
  readonly path: MediaPath
  readonly port: number
  /** The seats of the room, including this one. */
  readonly all: () => readonly Seat[]
  readonly loud: (participantSid: string, level: number) => void
}

/** Gives a browser its place in a room's media: connects its peer connection to the room's other seats. */
export function createSeat({ id, session, path, port, all, loud }: SeatParts): Seat {
  const others = (): BrowserEnd[] => all().flatMap((each) => (each === seat ? [] : each.end))
  const ask = (trackIds: Iterable<string>): void => {
    for (const trackId of trackIds) askForPictures(others(), trackId)
  }
  const end = createBrowserEnd({
    path,
    candidate: { address: session.connection?.reached ?? '127.0.0.1', port },
    videoCodecs: session.room.videoCodecs,
    say: (description) => session.connection?.send({ type: 'update', peer_connections: [{ id, description }] }),
    // Packets before this moment are lost, among them the first whole picture, so ask for a new one.
    ready: () => ask(seat.agreed),
    rtp(source, packet) {
      const level = levelOf(source, packet)
      if (level !== undefined) loud(session.participant.sid, level)
      forward(others(), source, packet)
    },
    rtcp: (packet) => forwardReport(others(), end, packet),
    channel(channel) {
      data.publish(channel)
      followAll(all())
    },
    agreed() {
      const now = new Set(end.negotiation.sections.flatMap((each) => each.agreed?.trackId ?? []))
      ask([...now].filter((trackId) => !seat.agreed.has(trackId)))
      seat.agreed = now
    },
  })
  const data = createDataRelay(end.transport)
  const signalling = createMediaSignalling(end.transport, session.asked, (message) => hearChannel(seat, all(), message))
  const seat: Seat = {
    id,
    session,
    end,
    data,
    signalling,
    agreed: new Set(),
    speaker: null,
    priorities: new Map(),
    hidden: new Set(),
    sizes: new Map(),
    hints: new Map(),
    hintsSaid: 0,
    limit: undefined,
    keptBack: new Set(),
    receivedLost: { audio: 0, video: 0 },
    forcedQuality: undefined,
  }
  return seat
}

/** RFC 6464: the level in dB below the loudest possible sound, in the lower seven bits. */
function levelOf({ section }: Source, { header }: RtpPacket): number | undefined {
  const extension = header.extensions.find(({ id }) => id === section.audioLevelId)
  const [byte] = section.kind === 'audio' ? (extension?.payload ?? []) : []
  return byte === undefined ? undefined : byte & 0x7f
}
