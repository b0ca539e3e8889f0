import { describe, expect, it } from 'vitest'
import { createSampler } from '../../join-page/src/call/sampler.ts'
import { wayOf } from '../../join-page/src/call/way-of.ts'
import { figures } from '../../src/core/figures.ts'
import { aReport, type Numbers } from './a-report.ts'

/** Samples every five seconds, as the page does. */
function aCall() {
  const sampler = createSampler(0)
  let at = 0
  const sees = (numbers: Numbers, quality?: number, after = 5_000) => {
    at += after
    sampler.look([aReport(numbers)], quality, at)
  }
  const seesNothing = () => {
    at += 5_000
    sampler.look([], undefined, at)
  }
  return { sampler, sees, seesNothing }
}

describe('a sample of the call', () => {
  it('has the growth of the counters, the average and the worst of the rest, and is valid for the server', () => {
    const { sampler, sees } = aCall()
    sees({ sent: 500, got: 900, trip: 40 }, 5)
    sees({ sent: 990, sentLost: 10, got: 1_800, gotLost: 100, trip: 80, freezes: 2 }, 2)
    const told = sampler.take()
    expect(told).toEqual({
      measuredSeconds: 10,
      quality: 3.5,
      worstQuality: 2,
      roundTripMs: 60,
      worstRoundTripMs: 80,
      packetsSent: 990,
      packetsSentLost: 10,
      packetsReceived: 1_800,
      packetsReceivedLost: 100,
      freezes: 2,
      audioCodec: 'opus',
      videoCodec: 'vp8',
    })
    expect(figures.parse(told)).toEqual(told)
  })

  it('begins anew after it was taken, and can be taken only after five seconds', () => {
    const { sampler, sees } = aCall()
    expect(sampler.take()).toBeUndefined()
    sees({ sent: 500, freezes: 3 })
    expect(sampler.take()).toMatchObject({ packetsSent: 500, freezes: 3 })
    sees({ sent: 600, freezes: 3 }, undefined, 4_000)
    expect(sampler.take()).toBeUndefined()
    sees({ sent: 700, freezes: 4 }, undefined, 4_000)
    expect(sampler.take()).toMatchObject({ measuredSeconds: 8, packetsSent: 200, freezes: 1 })
  })

  it('has no quality and no round trip without a measurement, and no negative number when a counter falls', () => {
    const { sampler, sees } = aCall()
    sees({ sent: 500, sentLost: 5 })
    sees({ sent: 600, sentLost: 3 })
    const told = sampler.take()
    expect(told).toMatchObject({ packetsSent: 600, packetsSentLost: 5 })
    expect(told).not.toHaveProperty('quality')
    expect(told).not.toHaveProperty('roundTripMs')
  })

  it('counts a new camera from 0, and does not count one twice that a sample has missed', () => {
    const { sampler, sees, seesNothing } = aCall()
    sees({ got: 1_000 })
    sees({ got: 10, camera: 'MT3' })
    sees({ got: 1_100 })
    seesNothing()
    sees({ got: 1_200 })
    expect(sampler.take()).toMatchObject({ measuredSeconds: 25, packetsReceived: 1_210 })
  })

  it('leaves out pauses of more than 12 s', () => {
    const { sampler, sees } = aCall()
    sees({ got: 1_000 }, 5)
    sees({ got: 9_000, freezes: 40 }, 0, 600_000)
    sees({ got: 9_100, freezes: 40 }, 5)
    expect(sampler.take()).toMatchObject({ measuredSeconds: 10, packetsReceived: 1_100, freezes: 0, worstQuality: 5 })
  })

  it('is within the server’s bounds after absurd counters, and calls an unknown codec "other"', () => {
    const { sampler, sees } = aCall()
    sees({ sent: 1e15, gotLost: 1e15, trip: 1e9, freezes: 1e9, codecs: ['red', 'H265'] }, 5)
    const told = sampler.take()
    expect(figures.parse(told)).toMatchObject({ roundTripMs: 60_000, audioCodec: 'other', videoCodec: 'other' })
  })
})

describe('the path of a connection', () => {
  const room = (localCandidate: object | null) => ({
    sid: 'RM1',
    _signaling: { getStats: async () => new Map([['1', { activeIceCandidatePair: { localCandidate } }]]) },
  })
  const own = { candidateType: 'host', protocol: 'udp', relayProtocol: null, ip: '192.0.2.1', port: 5_000 }

  it('is a candidate type and a protocol, without an address', async () => {
    expect(await wayOf(room(own))).toEqual({ candidate: 'host', protocol: 'udp' })
  })

  it('is a relay with the protocol to the relay', async () => {
    const relay = { ...own, candidateType: 'relay', relayProtocol: 'tls' }
    expect(await wayOf(room(relay))).toEqual({ candidate: 'relay', protocol: 'tls' })
  })

  it.each([
    ['the SDK keeps its inside elsewhere', { sid: 'RM1' }],
    ['no pair is in use', room(null)],
    ['the browser has words of its own', room({ candidateType: 'peer', protocol: 'quic' })],
    ['the statistics fail', { sid: 'RM1', _signaling: { getStats: () => Promise.reject(new Error('closed')) } }],
  ])('is unknown where %s', async (_, strange) => {
    expect(await wayOf(strange)).toEqual({})
  })
})
