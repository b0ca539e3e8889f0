import { aCallCentre, type CallCentre, tolerantRates } from './a-call-centre.ts'
import { streaming } from './a-phone-call.ts'
import { lagOfThisRun } from './lag-of-this-run.ts'

let shared: Promise<CallCentre> | undefined

/**
 * The call centre of this worker: the files of a set without isolation use it one after the other. It sweeps each
 * second, streams inbound calls, and ends with the process. The faults of the file before are removed.
 */
export async function theCallCentre(): Promise<CallCentre> {
  shared ??= aCallCentre({ env: streaming() })
  const centre = await shared
  const { sim } = centre
  await Promise.all([
    sim.clockFollows(),
    sim.noFaults(),
    sim.noWebhookFaults(),
    sim.latency(0),
    sim.lagReads(lagOfThisRun),
    sim.pages(null),
    sim.usualRates().then(() => sim.rates(tolerantRates)),
    sim.untrue(),
    sim.turn([]),
    sim.voice({ media: false }),
  ])
  return centre
}
