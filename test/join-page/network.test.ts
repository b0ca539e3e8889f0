import { describe, expect, it } from 'vitest'
import type { Answer } from '../../client-shared/answer.ts'
import { blocksVideo } from '../../join-page/src/network/blocked.ts'
import { createNetwork } from '../../join-page/src/network/network.ts'
import { type Measured, type Verdict, verdictOf } from '../../join-page/src/network/verdict.ts'
import { settled } from './a-call.ts'

const open = (roundTrip: number, arrived = 20, transport: string | undefined = 'udp'): Measured => ({
  isOpen: true,
  sent: 20,
  roundTrips: Array.from({ length: arrived }, () => roundTrip),
  transport,
})

describe('a network', () => {
  it.each<[string, Measured, string]>([
    ['with no way through the relays', { isOpen: false }, 'blocked'],
    ['as at home', open(40), 'good'],
    ['that takes half a second there and back', open(550), 'good'],
    ['that takes longer', open(551), 'weak'],
    ['that loses one of 20', open(40, 19), 'good'],
    ['that loses two of 20', open(40, 18), 'weak'],
    ['that opens and lets nothing through', open(40, 0), 'weak'],
    ['that lets only TCP through', open(40, 20, 'tcp'), 'weak'],
    ['that lets only TLS through', open(40, 20, 'tls'), 'weak'],
    ['of a browser that does not say how it goes out', open(40, 20, undefined), 'good'],
  ])('%s is %s: %s', (_, measured, verdict) => expect(verdictOf(measured)).toBe(verdict))

  it('with one slow test of three is judged by the median', () => {
    const roundTrips = Array.from({ length: 20 }, (_, n) => (n % 3 === 0 ? 3_000 : 50))
    expect(verdictOf({ isOpen: true, sent: 20, roundTrips, transport: 'udp' })).toBe('good')
  })

  it('is to blame for a call without media, unless it passed its test', () => {
    expect(blocksVideo(false, 'blocked')).toBe(false)
    expect([undefined, 'blocked', 'weak', 'good'].map((each) => blocksVideo(true, each as undefined))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

const turn = { urls: 'turn:127.0.0.1:3478', username: 'somebody', credential: 'simulated' }
const away = { ok: false, problem: { code: 'no-connection', message: '', retryable: true } } as const

/** A network whose tests the test ends. */
function aNetwork(answer: Answer<{ iceServers: readonly RTCIceServer[] }>) {
  const tests: PromiseWithResolvers<Verdict>[] = []
  const network = createNetwork({ iceServers: async () => answer }, () => {
    const test = Promise.withResolvers<Verdict>()
    tests.push(test)
    return test.promise
  })
  return { network, tests }
}

describe('the network test', () => {
  it('has no result where the server has no relays to test with', async () => {
    for (const answer of [away, { ok: true, body: { iceServers: [] } }, stunOnly] as const) {
      const { network, tests } = aNetwork(answer)
      network.test()
      await settled()
      expect([tests.length, network.is.value, network.isTesting.value]).toEqual([0, undefined, false])
    }
  })

  it('runs once for any number of requests, and keeps its verdict while it runs again', async () => {
    const { network, tests } = aNetwork({ ok: true, body: { iceServers: [turn] } })
    network.test()
    network.test()
    await settled()
    expect([tests.length, network.is.value, network.isTesting.value]).toEqual([1, undefined, true])
    tests[0]?.resolve('blocked')
    await settled()
    expect([network.is.value, network.isTesting.value]).toEqual(['blocked', false])
    network.test()
    await settled()
    expect([tests.length, network.is.value, network.isTesting.value]).toEqual([2, 'blocked', true])
    tests[1]?.resolve('good')
    await settled()
    expect(network.is.value).toBe('good')
  })

  it('that the browser refuses has no result', async () => {
    const { network, tests } = aNetwork({ ok: true, body: { iceServers: [turn] } })
    network.test()
    await settled()
    tests[0]?.reject(new Error('no peer connections here'))
    await settled()
    expect([network.is.value, network.isTesting.value]).toEqual([undefined, false])
  })
})

const stunOnly = { ok: true, body: { iceServers: [{ urls: 'stun:127.0.0.1:3478' }] } } as const
