import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { App } from '../../join-page/src/app-context.ts'
import type { CallView, Statistics } from '../../join-page/src/call/model.ts'
import { reportFigures } from '../../join-page/src/call/report-figures.ts'
import type { Figures } from '../../src/core/figures.ts'
import { aReport } from './a-report.ts'

let document: EventTarget & { visibilityState: string }
let window: EventTarget

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  window = new EventTarget()
  vi.stubGlobal('document', document)
  vi.stubGlobal('window', window)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A call over a relay, whose page samples every five seconds. */
function aCall() {
  const told: Figures[] = []
  const statistics = signal<Statistics | undefined>(undefined)
  const localCandidate = { candidateType: 'relay', protocol: 'udp', relayProtocol: 'tcp' }
  const inside = { getStats: async () => new Map([['1', { activeIceCandidatePair: { localCandidate } }]]) }
  // Only the used parts of the room, the call and the server's routes.
  const room = { sid: 'RM1', _signaling: inside } as unknown as Statistics['room']
  const view = signal({ me: { quality: 4 } } as CallView)
  const api = { reportFigures: (figures: Figures) => void told.push(figures) }
  const end = reportFigures({ api, call: { view, statistics } } as unknown as App, performance.now())
  let sent = 0
  async function lasts(seconds: number) {
    for (let passed = 0; passed < seconds; passed += 5) {
      vi.advanceTimersByTime(5_000)
      sent += 100
      statistics.value = { room, reports: [aReport({ sent })] }
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { told, end, lasts }
}

it('a call of five minutes is reported in two stretches and a rest, each with its path', async () => {
  const { told, lasts, end } = aCall()
  await lasts(300)
  expect(told).toHaveLength(2)
  end()
  const whole = { quality: 4, candidate: 'relay', protocol: 'tcp' }
  expect(told).toMatchObject([
    { ...whole, measuredSeconds: 120, packetsSent: 2_400 },
    { ...whole, measuredSeconds: 120, packetsSent: 2_400 },
    { ...whole, measuredSeconds: 60, packetsSent: 1_200 },
  ])
  await lasts(300)
  window.dispatchEvent(new Event('pagehide'))
  expect(told).toHaveLength(3)
})

it('a call that ended before the first sample is not reported', () => {
  const { told, end } = aCall()
  end()
  expect(told).toEqual([])
})

it('the rest is reported when the page is closed, and not again when the call ends', async () => {
  const { told, lasts, end } = aCall()
  await lasts(10)
  window.dispatchEvent(new Event('pagehide'))
  end()
  expect(told).toMatchObject([{ measuredSeconds: 10 }])
})

it('a page that is hidden after half a minute reports, and not before that', async () => {
  const { told, lasts } = aCall()
  await lasts(25)
  const goesOutOfSight = () => {
    document.visibilityState = 'hidden'
    document.dispatchEvent(new Event('visibilitychange'))
  }
  goesOutOfSight()
  expect(told).toEqual([])
  await lasts(5)
  document.visibilityState = 'visible'
  document.dispatchEvent(new Event('visibilitychange'))
  expect(told).toEqual([])
  goesOutOfSight()
  expect(told).toMatchObject([{ measuredSeconds: 30 }])
})
