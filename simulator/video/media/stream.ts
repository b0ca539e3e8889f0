/** One track on its way to one browser. Of a track that is sent in layers it is made of one at a time. */
export interface Stream {
  /** The SSRC of what it is made of, and of what it should be made of. */
  from: number | undefined
  target: number | undefined
  /** How far its numbers are from those of what it is made of. */
  sequenceShift: number
  timestampShift: number
  last: (Numbers & { readonly atMs: number }) | undefined
}

export interface Numbers {
  readonly sequenceNumber: number
  readonly timestamp: number
}

/** Pictures count time in parts of a second this small. */
const clockRate = 90_000

export const createStream = (): Stream => ({
  from: undefined,
  target: undefined,
  sequenceShift: 0,
  timestampShift: 0,
  last: undefined,
})

/**
 * The numbers that a packet has for the receiver, who sees one stream without a gap whatever it is made of. Undefined: it is no part of
 * that. Another layer takes over where a whole picture of it begins.
 */
export function carried(
  stream: Stream,
  packet: Numbers & { readonly ssrc: number },
  beginsPicture: () => boolean,
  nowMs: number,
): Numbers | undefined {
  if (stream.from === undefined) stream.from = packet.ssrc
  if (packet.ssrc !== stream.from) {
    if (packet.ssrc !== stream.target || !beginsPicture()) return undefined
    changeOver(stream, packet, nowMs)
  }
  const sequenceNumber = (packet.sequenceNumber + stream.sequenceShift) & 0xffff
  const timestamp = (packet.timestamp + stream.timestampShift) >>> 0
  const isNewer = stream.last === undefined || ((sequenceNumber - stream.last.sequenceNumber) & 0xffff) < 0x8000
  if (isNewer) stream.last = { sequenceNumber, timestamp, atMs: nowMs }
  return { sequenceNumber, timestamp }
}

/** What a packet that the receiver misses is called by its sender. */
export const sentAs = ({ sequenceShift }: Stream, sequenceNumber: number): number =>
  (sequenceNumber - sequenceShift) & 0xffff

function changeOver(stream: Stream, { ssrc, sequenceNumber, timestamp }: Numbers & { ssrc: number }, nowMs: number) {
  const { last } = stream
  stream.from = ssrc
  if (last === undefined) return
  const passed = Math.max(1, Math.round(((nowMs - last.atMs) * clockRate) / 1000))
  stream.sequenceShift = (last.sequenceNumber + 1 - sequenceNumber) & 0xffff
  stream.timestampShift = (last.timestamp + passed - timestamp) | 0
}
