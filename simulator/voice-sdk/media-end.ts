import { randomInt } from 'node:crypto'
import type { RtpPacket } from 'werift'
import type { Codec } from '../video/media/codecs.ts'
import type { OpenPath } from '../video/media/ends-in-rooms.ts'
import { readSdp } from '../video/media/sdp-read.ts'
import { writeSdp } from '../video/media/sdp-write.ts'
import { createTransport } from '../video/media/transport.ts'

export interface MediaParts extends OpenPath {
  /** The nth 20 ms of audio for the browser, in mu-law. */
  readonly frame: (nth: number) => Buffer
  readonly pressed: (digit: string) => void
}

/** The simulator's end of the audio of one leg. */
export interface MediaEnd {
  readonly offer: (reached: string) => string
  /** Applies the browser's answer to the simulator's offer. */
  readonly take: (sdp: string) => void
  /** Answers the browser's first offer, or one that restarts ICE. */
  readonly answer: (sdp: string, reached: string) => string
  /** Whether the SDP is from the browser end that the simulator is connected to. */
  readonly isOf: (sdp: string) => boolean
  readonly close: () => void
}

const [frameMs, samplesPerFrame] = [20, 160]
const keys = '0123456789*#ABCD'
const events = 'telephone-event/8000'
/** PCMU is the SDK's first choice, and the tones already have that format. `telephone-event` carries pressed keys. */
const known = ['PCMU/8000', 'PCMU/8000/1', events]
const usual: readonly Codec[] = [
  { payloadType: 0, rtpmap: 'PCMU/8000', fmtp: undefined },
  { payloadType: 126, rtpmap: events, fmtp: undefined },
]

/** Creates the simulator's end of a leg's audio over an open media path. */
export function createMediaEnd({ path, port, frame, pressed }: MediaParts): MediaEnd {
  const ssrc = randomInt(1, 2 ** 32)
  let codecs = usual
  let mid = '0'
  let ufrag: string | undefined
  let fingerprint: string | undefined
  let version = 0
  let timer: NodeJS.Timeout | undefined
  let played = 0
  let lastKeyAt: number | undefined

  const play = (since: number): void => {
    for (; played * frameMs <= performance.now() - since; played += 1) {
      const timestamp = (played * samplesPerFrame) >>> 0
      const header = { version: 2, payloadType: 0, sequenceNumber: played & 0xffff, timestamp, ssrc }
      transport.sendRtp(frame(played), { ...header, marker: played === 0 })
    }
  }
  /** RFC 4733: all packets of one key carry the timestamp of its start. */
  const listen = ({ header: { payloadType, timestamp }, payload }: RtpPacket): void => {
    if (codecs.find((each) => each.payloadType === payloadType)?.rtpmap !== events || timestamp === lastKeyAt) return
    lastKeyAt = timestamp
    const key = keys[payload[0] ?? keys.length]
    if (key !== undefined) pressed(key)
  }
  const transport = createTransport(path, {
    ready() {
      const since = performance.now()
      timer = setInterval(play, frameMs, since).unref()
    },
    rtp: listen,
    rtcp: () => undefined,
    channel: () => undefined,
  })
  const read = (sdp: string): void => {
    const theirs = readSdp(sdp)
    // A new ICE user fragment from the browser is an ICE restart, which needs a new one from the simulator.
    if (ufrag !== undefined && theirs.ufrag !== ufrag) path.renew()
    ufrag = theirs.ufrag
    fingerprint = theirs.fingerprint?.value
    const sound = theirs.sections.find(({ kind }) => kind === 'audio')
    mid = sound?.mid ?? mid
    codecs = (sound?.codecs ?? []).filter(({ rtpmap }) => known.includes(rtpmap))
    if (theirs.fingerprint !== undefined) transport.trust(theirs.fingerprint)
  }
  const write = (address: string): string => {
    version += 1
    // The SDK plays a media stream, so the track must be in one.
    const sent = { trackId: 'voice', ssrc, stream: 'call' }
    return writeSdp({
      version,
      setup: 'active',
      credentials: path.credentials(),
      fingerprint: transport.fingerprint,
      candidate: { address, port },
      sections: [{ kind: 'audio', mid, direction: 'sendrecv', codecs, audioLevelId: undefined, sent }],
    })
  }
  return {
    offer: write,
    take: read,
    answer(sdp, reached) {
      read(sdp)
      return write(reached)
    },
    isOf: (sdp) => readSdp(sdp).fingerprint?.value === fingerprint,
    close() {
      clearInterval(timer)
      transport.close()
    },
  }
}
