import type { Figures } from '../../src/core/figures.ts'

/** A page's measurements of ten good seconds. */
export const goodFigures = {
  measuredSeconds: 10,
  quality: 4.5,
  worstQuality: 3,
  roundTripMs: 60,
  worstRoundTripMs: 90,
  packetsSent: 990,
  packetsSentLost: 10,
  packetsReceived: 1_000,
  packetsReceivedLost: 0,
  freezes: 1,
  candidate: 'srflx',
  protocol: 'udp',
  audioCodec: 'opus',
  videoCodec: 'vp8',
} as const satisfies Figures

export const someFigures = (changes: Partial<Figures> = {}): Figures => ({ ...goodFigures, ...changes })
