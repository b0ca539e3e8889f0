import { expect, it } from 'vitest'
import type { TimelineEntry } from '../../src/engine/timeline.ts'
import { callFigures } from '../../supervisor-page/src/timeline/call-figures.ts'
import { anEntry } from '../support/a-redis.ts'
import { goodFigures } from '../support/some-figures.ts'

const told = (about: TimelineEntry['about']) =>
  anEntry({ type: 'connection.measured', about: { ...goodFigures, ...about } })
const ofAda = { role: 'agent', workerSid: 'WK1' }

it('the figures add up each participant’s stretches, weighted by their length', () => {
  const weak = { measuredSeconds: 30, quality: 2.5, worstQuality: 1, roundTripMs: 100, worstRoundTripMs: 400 }
  const entries = [
    anEntry({ type: 'connection.changed', about: { role: 'customer', isWeak: true } }),
    told({ role: 'customer' }),
    told(ofAda),
    told({
      role: 'customer',
      ...weak,
      packetsSent: 1_000,
      packetsSentLost: 1_000,
      candidate: 'relay',
      protocol: 'tls',
    }),
  ]
  expect(callFigures(entries)).toEqual([
    {
      role: 'customer',
      seconds: 40,
      quality: 3,
      worstQuality: 1,
      roundTrip: 90,
      worstRoundTrip: 400,
      sentLoss: 1_010 / 3_000,
      receivedLoss: 0,
      freezes: 2,
      isRelayed: true,
      protocol: 'tls',
      codecs: ['opus', 'vp8'],
    },
    expect.objectContaining({ ...ofAda, seconds: 10, isRelayed: false }),
  ])
})

it('the figures leave out what was not measured, and have no participant without a report', () => {
  const { measuredSeconds, freezes } = goodFigures
  const bare = anEntry({ type: 'connection.measured', about: { role: 'customer', measuredSeconds, freezes } })
  expect(callFigures([bare])).toEqual([{ role: 'customer', seconds: 10, freezes: 1, codecs: [] }])
  expect(callFigures([anEntry({ type: 'room.ended' })])).toEqual([])
})

it('the figures keep two agents apart', () => {
  expect(callFigures([told(ofAda), told({ role: 'agent', workerSid: 'WK2' }), told(ofAda)])).toMatchObject([
    { workerSid: 'WK1', seconds: 20 },
    { workerSid: 'WK2', seconds: 10 },
  ])
})
