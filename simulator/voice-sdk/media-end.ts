import { randomInt } from 'node:crypto'
import type { RtpPacket } from 'werift'
import type { Codec } from '../video/media/codecs.ts'
import type { OpenPath } from '../video/media/ends-in-rooms.ts'
import { readSdp } from '../video/media/sdp-read.ts'
import { writeSdp } from '../video/media/sdp-write.ts'
import { createTransport } from '../video/media/transport.ts'

export interface MediaParts extends OpenPath {
  /** The nth 20 ms of what the browser hears, in mu-law. */
  readonly frame: (nth: number) => Buffer
  readonly pressed: (digit: string) => void
}

/** Our end of the sound of one leg. */
export interface MediaEnd {
  readonly offer: (reached: string) => string
  /** The browser has taken our offer. */
  readonly take: (sdp: string) => void
  /** Answers the first offer of the browser, or one with which it looks for another way. */
  readonly answer: (sdp: string, reached: string) => string
  /** Whether it is the browser's end that we are connected with. */
  readonly isOf: (sdp: string) => boolean
  readonly close: () => void
}

const [frameMs, samplesPerFrame] = [20, 160]
const keys = '0123456789*#ABCD'
const events = 'telephone-event/8000'
/** The SDK's first choice, in which our tones are already, and the keys that are pressed. */
const known = ['PCMU/8000', 'PCMU/8000/1', events]
const usual: readonly Codec[] = [
  { payloadType: 0, rtpmap: 'PCMU/8000', fmtp: undefined },
  { payloadType: 126, rtpmap: events, fmtp: undefined },
]

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
  /** RFC 4733: each packet of one key has the time at which it began. */
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
    // A new name of theirs is a restart of ICE, and wants one of ours.
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
    // The SDK plays a stream, and so wants one.
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
