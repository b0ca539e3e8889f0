import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { aTransfer } from '../support/a-transfer.ts'

// No webhook reports anything about transfers here: offers, acceptances, refusals, ends of tasks.
const untold = '^(task\\.|workflow\\.|reservation\\.(rejected|timeout|wrapup|completed|canceled))'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { RECONCILE_SECONDS: '1' } })
  await centre.sim.webhookFault({ kind: 'drop', event: untold })
})
afterAll(() => centre?.stop())

/** Acceptances are reported for chats to begin with, and from here on lost for all: the tests of them come last. */
const loseAcceptances = () => centre.sim.webhookFault({ kind: 'drop', event: '^reservation\\.accepted$' })

describe('without a webhook the reconciler finds', () => {
  it('that the second agent declined, and the first one keeps the customer', async () => {
    const { ada, ...way } = await aTransfer(centre)
    await way.toBen()
    await centre.sim.reject((await way.offered()).sid)
    await way.is('declined')
    await way.presentAre(ada)
  })

  it('that the invite was cancelled, and the first agent keeps the customer', async () => {
    const { ada, ...way } = await aTransfer(centre)
    await way.toBen()
    await way.is('ringing')
    await centre.sim.endTask((await way.invited()).sid, 'cancel')
    await way.is('unanswered')
    await way.presentAre(ada)
  })

  it('that an invite rings which a cancelled transfer took for gone, and takes it back', async () => {
    const { chat, ada, ...way } = await aTransfer(centre)
    await way.toBen()
    const { id } = await way.is('ringing')
    const { sid } = await way.invited()
    await centre.sim.fault({ kind: 'status', status: 404, method: 'GET', path: `/Tasks/${sid}$`, times: 5 })
    await chat.call(`/transfers/${id}/cancel`, {})
    await way.nobodyIsRung()
    await way.presentAre(ada)
  })

  it('that the second agent declined after the first one left, and posts the notice to the customer', async () => {
    const { chat, ...way } = await aTransfer(centre)
    await way.toBen()
    await way.is('ringing')
    await chat.ends('wrapup')
    await centre.sim.reject((await way.offered()).sid)
    await until('the customer gets the notice', async () =>
      (await chat.messages()).some((each) => each.attributes.includes('transfer-nobody')),
    )
  })

  it('that the second agent accepted, and releases the first one', async () => {
    const { ben, ...way } = await aTransfer(centre)
    await loseAcceptances()
    await way.toBen()
    await way.accept()
    await way.presentAre(ben)
    expect((await way.is('completed')).reason).toBeUndefined()
  })

  it('that a cancelled transfer was accepted at the same moment, and releases the second agent', async () => {
    await centre.sim.noWebhookFaults()
    const { chat, ada, ben, ...way } = await aTransfer(centre)
    await loseAcceptances()
    const { id } = (await (await way.toBen()).json()) as { id: string } // our own answer
    const { sid } = await way.offered()
    await centre.sim.accept(sid)
    await way.presentAre(ada, ben)
    expect((await chat.call(`/transfers/${id}/cancel`, {})).status).toBe(202)
    await way.presentAre(ada)
    expect(await way.view()).toMatchObject({ state: 'cancelled' })
  })
})
