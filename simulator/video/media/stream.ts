/** One track on its way to one browser. If the track is sent in layers, the stream carries one of them at a time. */
export interface Stream {
  /** The SSRC of the current source, and of the source that should replace it. */
  from: number | undefined
  target: number | undefined
  /** The offset from the source's numbers to the stream's. */
  sequenceShift: number
  timestampShift: number
  last: (Numbers & { readonly atMs: number }) | undefined
}

export interface Numbers {
  readonly sequenceNumber: number
  readonly timestamp: number
}

/** Ticks per second in the timestamps of pictures. */
const clockRate = 90_000

export const createStream = (): Stream => ({
  from: undefined,
  target: undefined,
  sequenceShift: 0,
  timestampShift: 0,
  last: undefined,
})

/**
 * The numbers of a packet for the receiver, which sees one continuous stream whatever its source is. Undefined if the
 * packet is not part of the stream. Another layer replaces the current one at its next whole picture.
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

/** The sender's number for a packet that the receiver lacks. */
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
