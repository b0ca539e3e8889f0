import { RtcpReceiverInfo, type RtcpSenderInfo, type RtpHeader } from 'werift'

/** Statistics on one received packet stream, for the reports to its sender (RFC 3550, 6.4 and appendix A). */
export interface Reception {
  readonly heard: (header: RtpHeader, nowMs: number) => void
  /** When the last packet arrived; -Infinity before the first one. */
  readonly heardAt: () => number
  readonly told: (sender: RtcpSenderInfo, nowMs: number) => void
  readonly report: (nowMs: number) => RtcpReceiverInfo
  /** The lost fraction before the last report: 0 to 1. */
  readonly lost: () => number
}

/** Creates the statistics of one packet stream. `clockRate` is the stream's timestamp ticks per second. */
export function createReception(ssrc: number, clockRate: number): Reception {
  let first: number | undefined
  let lastMs = Number.NEGATIVE_INFINITY
  let highest = 0
  let cycles = 0
  let received = 0
  let transit: number | undefined
  let jitter = 0
  let fractionLost = 0
  let before = { expected: 0, received: 0 }
  let sender: { readonly lsr: number; readonly atMs: number } | undefined

  return {
    heard({ sequenceNumber, timestamp }, nowMs) {
      received += 1
      lastMs = nowMs
      if (first === undefined) {
        first = sequenceNumber
        highest = sequenceNumber
      } else if (((sequenceNumber - highest) & 0xffff) < 0x8000) {
        if (sequenceNumber < highest) cycles += 1
        highest = sequenceNumber
      }
      const now = (nowMs * clockRate) / 1000 - timestamp
      // A large step means that the sender's clock restarted; it is not jitter.
      const step = transit === undefined ? 0 : Math.abs(now - transit)
      if (step < clockRate) jitter += (step - jitter) / 16
      transit = now
    },
    heardAt: () => lastMs,
    told({ ntpTimestamp }, nowMs) {
      sender = { lsr: Number((ntpTimestamp >> 16n) & 0xffffffffn), atMs: nowMs }
    },
    report(nowMs) {
      const expected = first === undefined ? 0 : cycles * 0x1_0000 + highest - first + 1
      const due = expected - before.expected
      const lost = due - (received - before.received)
      before = { expected, received }
      fractionLost = due > 0 && lost > 0 ? Math.min(255, Math.floor((lost * 256) / due)) : 0
      return new RtcpReceiverInfo({
        ssrc,
        fractionLost,
        packetsLost: Math.max(0, expected - received),
        highestSequence: (cycles * 0x1_0000 + highest) >>> 0,
        jitter: Math.floor(jitter),
        lsr: sender?.lsr ?? 0,
        dlsr: sender === undefined ? 0 : Math.floor(((nowMs - sender.atMs) * 0x1_0000) / 1000),
      })
    },
    lost: () => fractionLost / 256,
  }
}
