import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { aPhoneCall, streaming } from '../support/a-phone-call.ts'

// No webhook reports anything here: agents who leave, accepted transfers, ends of tasks.
const untold = '^(task\\.|reservation\\.(wrapup|completed|canceled))'

let centre: CallCentre
beforeAll(async () => {
  const env = { ...streaming({}, { handover: 'gap-free-sequential' }), RECONCILE_SECONDS: '1' }
  centre = await aCallCentre({ env })
  await centre.sim.voice({ media: false })
})
beforeEach(async () => {
  await centre.sim.noWebhookFaults()
  await centre.sim.webhookFault({ kind: 'drop', event: untold })
})
afterAll(() => centre?.stop())

describe('without a webhook the reconciler finds', () => {
  it('that the last agent left: no stream runs, and the task says over', async () => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    const b = await call.transfer('warm')
    await call.streaming(b.reservationSid)
    await call.complete()
    await call.streaming(b.reservationSid)
    await centre.sim.hangUp(call.taskSid, { workerSid: b.workerSid })
    await call.streaming()
    await call.saying('over')
  })

  it('that an agent accepted a transfer: only that agent’s stream runs', async () => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    await centre.sim.webhookFault({ kind: 'drop', event: '^reservation\\.accepted$' })
    const b = await call.transfer('warm')
    await call.streaming(b.reservationSid)
  })
})
