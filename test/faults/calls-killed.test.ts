import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { streaming } from '../support/a-phone-call.ts'
import { playCall, staffOf } from '../support/call-mixture.ts'
import { whatWentWrong } from '../support/what-went-wrong.ts'

const calls = 16
const kills = 5

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { RECONCILE_SECONDS: '5', ...streaming() } })
  await centre.sim.voice({ media: false })
})
afterAll(() => centre?.stop())

/** At random moments: during a check, between a decision and its hand-over, before an answer. */
async function killWorkers(): Promise<void> {
  let { worker } = centre
  for (let n = 0; n < kills; n++) {
    await pause(500 + Math.random() * 2_500)
    worker.kill('SIGKILL')
    await worker.exited
    worker = centre.startWorker()
  }
}

it('workers killed at random moments cut nobody off, leave nobody alone for 24 s, double no stream, and leave none running', async () => {
  const staff = await staffOf(centre.sim)
  const played = Promise.all(
    Array.from({ length: calls }, async (_, n) => {
      await pause(n * 400)
      return playCall(centre.sim, staff, n, centre.serverUrl)
    }),
  )
  await Promise.all([played, killWorkers()])
  const seen = async () => whatWentWrong(await centre.journal())
  await until('everybody is let go and no stream runs', async () => {
    const { stillAlone, leftRunning } = await seen()
    return stillAlone === 0 && leftRunning === 0
  })
  const { cutOff, doubled, aloneMs } = await seen()
  expect({ cutOff, doubled }).toEqual({ cutOff: 0, doubled: 0 })
  // Another worker takes over a killed worker's work within 7 s; that may happen twice to one call.
  expect(Math.max(...aloneMs)).toBeLessThan(10_000 + 2 * 7_000)
})
