import { expect, it } from 'vitest'
import { RtcpSenderInfo, RtpHeader } from 'werift'
import { createLoudness } from '../../../simulator/video/media/loudness.ts'
import { asksForQuality, qualityOf } from '../../../simulator/video/media/network-quality.ts'
import { createReception } from '../../../simulator/video/media/reception.ts'
import { readRenderHints } from '../../../simulator/video/media/render-hints.ts'

const packet = (sequenceNumber: number) => new RtpHeader({ sequenceNumber, timestamp: sequenceNumber * 3000 })

it('a report counts packets lost since the last one and in all, past the end of the numbers', () => {
  const reception = createReception(7, 90_000)
  for (const number of [65_533, 65_534, 0, 1]) reception.heard(packet(number), 0)
  expect(reception.report(0)).toMatchObject({ packetsLost: 1, fractionLost: 51, highestSequence: 0x1_0001 })
  for (const number of [2, 3]) reception.heard(packet(number), 0)
  expect(reception.report(0)).toMatchObject({ packetsLost: 1, fractionLost: 0 })
})

it('a report has the time of the sender’s last report, for the round trip', () => {
  const reception = createReception(7, 90_000)
  reception.told(new RtcpSenderInfo({ ntpTimestamp: 0x1234_5678_9abc_def0n }), 1000)
  expect(reception.report(1500)).toMatchObject({ lsr: 0x5678_9abc, dlsr: 0x8000 })
})

it('the speaker is the loudest other participant, and nobody in silence', () => {
  const loudness = createLoudness()
  for (const [sid, level] of [
    ['ada', 10],
    ['ben', 30],
    ['eve', 127],
  ] as const)
    loudness.heard(sid, level)
  const loudest = loudness.next()
  expect([loudest('ben'), loudest('ada')]).toEqual(['ada', 'ben'])
  for (let period = 0; period < 20; period += 1) loudness.next()
  expect(loudness.next()('ben')).toBe(null)
})

it('a network’s level falls with loss in either direction, and may be forced; the detail is as requested', () => {
  const good = { audio: 0, video: 0 }
  const network = { sent: good, received: { audio: 0.07, video: 0 }, forced: undefined }
  expect(qualityOf(network, 1)).toEqual({ level: 3 })
  expect(qualityOf({ ...network, sent: { audio: 0, video: 0.5 } }, 1)).toEqual({ level: 1 })
  expect(qualityOf({ ...network, forced: 2 }, 2)).toEqual({
    level: 2,
    audio: { send: 2, recv: 2 },
    video: { send: 2, recv: 2 },
  })
  expect(qualityOf(network, 3)).toMatchObject({
    audio: { recvStats: { fractionLost: { fractionLost: 0.07, level: 3 } }, sendStats: {} },
  })
})

it('a browser reports missed packets, and how much it wants to know', () => {
  const said = {
    type: 'network_quality',
    audio: { recv: { fractionLost: 0.07 } },
    reportLevel: 3,
    remoteReportLevel: 1,
  }
  expect(asksForQuality(said)).toEqual({ received: { audio: 0.07, video: 0 }, own: 3, others: 1 })
  expect(asksForQuality({ type: 'ready' })).toBeUndefined()
})

it('hints about pictures are answered one by one, with visibility and size', () => {
  const hints = [
    { track: 'MT1', enabled: false },
    { track: 'MT2', render_dimensions: { width: 1, height: 1 } },
  ]
  expect(readRenderHints({ type: 'render_hints', subscriber: { id: 4, hints } })).toEqual({
    answer: {
      subscriber: {
        id: 4,
        hints: [
          { track: 'MT1', result: 'OK' },
          { track: 'MT2', result: 'OK' },
        ],
      },
    },
    shown: new Map([['MT1', false]]),
    sizes: new Map([['MT2', { width: 1, height: 1 }]]),
  })
})
