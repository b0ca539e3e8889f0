import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SimWorker } from '../../tools/sim.ts'
import { credentials } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { changes } from '../support/a-case.ts'
import { type ATransfer, aTransfer } from '../support/a-transfer.ts'

/** The name of the fallback queue: the setting needs it before the simulated Twilio has made the queue. */
const fallback = `WQ${'fa11bac'.padStart(32, '0')}`
const workflow = `/taskrouter/v1/Workspaces/${credentials.TWILIO_WORKSPACE_SID}/Workflows/${credentials.TWILIO_TRANSFER_WORKFLOW_SID}`

type Routing = { task_routing: { filters: object[] } }

let safe: CallCentre
let immediate: CallCentre
beforeAll(async () => {
  const env = {
    TRANSFER_FALLBACK_QUEUE_SID: fallback,
    CUSTOMER_NOTICES: 'true',
    TRANSFER_RELEASE: 'closed',
  }
  safe = await withRescue({ env })
  immediate = await withRescue({ env: { ...env, TRANSFER_ORDER: 'immediate' } })
})
afterAll(() => Promise.all([safe?.stop(), immediate?.stop()]))

async function withRescue(options: Parameters<typeof aCallCentre>[0]): Promise<CallCentre> {
  const centre = await aCallCentre(options)
  const queue = await centre.sim.queue('Rescue')
  const { configuration } = await centre.rest<{ configuration: string }>(workflow)
  const routing = JSON.parse(configuration) as Routing // the seed's own
  const filter = { expression: `transferTargetSid == "${fallback}"`, targets: [{ queue: queue.sid }] }
  routing.task_routing.filters.push(filter)
  await centre.rest(workflow, { Configuration: JSON.stringify(routing) })
  return centre
}

/** All tests' customers ring the fallback queue, so one agent accepts each test's task by hand. */
const rescuer = (centre: CallCentre): Promise<SimWorker> =>
  centre.sim.hire({ name: `rescue-${Math.random()}@example.com`, skills: ['rescue'] })

const notices = async ({ chat }: Pick<ATransfer, 'chat'>, kind: string) =>
  (await chat.messages()).filter((each) => each.attributes.includes(`transfer-${kind}`))

describe('after the first agent left', () => {
  it('the second agent accepts and has the customer, who gets one message', async () => {
    const { ben, ...way } = await aTransfer(safe)
    await way.toBen()
    await way.offered()
    await way.chat.ends('wrapup')
    await way.accept()
    await way.presentAre(ben)
    await way.is('completed')
    await until('the customer gets the notice', async () => (await notices(way, 'joined')).length === 1)
    await safe.settled()
    const [notice, ...more] = await notices(way, 'joined')
    expect(notice?.body).toContain('Agent')
    expect(more).toEqual([])
  })

  it('the second agent declines: the fallback queue gets two invites, then the customer gets one message', async () => {
    const { ...way } = await aTransfer(safe)
    await way.toBen()
    const { sid: first } = await way.offered()
    await way.chat.ends('complete')
    await safe.sim.reject(first)
    for (const nth of [2, 3]) {
      const { sid, attributes } = await way.invited(nth)
      expect(JSON.parse(attributes)).toMatchObject({ transferTargetType: 'queue', transferTargetSid: fallback })
      expect(await notices(way, 'nobody')).toEqual([])
      await safe.sim.endTask(sid, 'cancel')
    }
    await until('the customer gets the notice', async () => (await notices(way, 'nobody')).length === 1)
    await safe.settled()
    expect(await way.invites()).toHaveLength(3)
    expect(await notices(way, 'nobody')).toHaveLength(1)
  })

  it('the second agent declines: an agent of the fallback queue accepts and has the customer', async () => {
    const way = await aTransfer(safe)
    const rescue = await rescuer(safe)
    await way.toBen()
    const { sid: first } = await way.offered()
    await way.chat.ends('complete')
    await safe.sim.reject(first)
    await way.accept(2, rescue)
    await way.presentAre(rescue)
    await way.is('completed')
  })

  it('the conversation is closed: no other invite is made, and the customer gets no message', async () => {
    const way = await aTransfer(safe)
    await way.toBen()
    await way.offered()
    await way.chat.ends('wrapup')
    await way.presentAre()
    const { sid, interactionSid } = await way.channel()
    await safe.rest(`/flex-api/v1/Interactions/${interactionSid}/Channels/${sid}`, { Status: 'closed' })
    await way.is('cancelled')
    await safe.settled()
    expect(await way.invites()).toHaveLength(1)
    expect(await way.chat.messages()).toEqual([])
  })
})

describe('with TRANSFER_ORDER=immediate', () => {
  it('the first agent leaves while the invite still rings', async () => {
    const { ben, ...way } = await aTransfer(immediate)
    await way.toBen()
    await way.presentAre()
    expect(await way.view()).toMatchObject({ state: 'ringing' })
    await way.accept()
    await way.presentAre(ben)
    await way.is('completed')
    expect((await immediate.sim.task(way.chat.taskSid)).assignment_status).toBe('completed')
  })

  it('the second agent declines: an agent of the fallback queue accepts and has the customer', async () => {
    const way = await aTransfer(immediate)
    const rescue = await rescuer(immediate)
    await way.toBen()
    // If the target declined before the first agent left, the customer would still be the first agent's.
    await way.presentAre()
    await immediate.sim.reject((await way.offered()).sid)
    await way.accept(2, rescue)
    await way.presentAre(rescue)
    await way.is('completed')
  })

  it('an invite that Twilio refuses leaves the first agent with the customer', async () => {
    const way = await aTransfer(immediate)
    const { sid, participants } = await way.channel()
    const adas = participants.find((each) => each.routing_properties?.worker_sid === way.ada.sid)
    const path = `${sid}/Invites$`
    await immediate.sim.fault({ kind: 'status', status: 400, product: 'flex-api', method: 'POST', path, times: 1 })
    await way.toBen()
    await way.is('failed')
    await way.presentAre(way.ada)
    await immediate.settled()
    expect(adas).toBeDefined()
    expect(changes(await immediate.journal(), 'interaction-participant.left', adas?.sid)).toEqual([])
  })
})
