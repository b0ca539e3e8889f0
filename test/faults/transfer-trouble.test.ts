import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from '../../tools/program.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { changes, requests } from '../support/a-case.ts'
import { type ATransfer, aTransfer } from '../support/a-transfer.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { TWILIO_TIMEOUT_MS: '500', RECONCILE_SECONDS: '2' } })
})
afterAll(() => centre?.stop())

const troubles = [
  ['answers 500', { kind: 'status', status: 500 }],
  ['answers 429', { kind: 'status', status: 429 }],
  ['cuts the connection before the work', { kind: 'refuse' }],
  ['does it and answers 503', { kind: 'lose-answer' }],
  ['does it and cuts the connection', { kind: 'drop-connection' }],
  ['does it and never answers', { kind: 'hang-after' }],
  ['does it and answers with a page of HTML', { kind: 'garbage' }],
] as const

/** In every case: one invite, Ben has the customer, and Ada has left once, after Ben came. */
async function expectHandedOver(way: ATransfer): Promise<void> {
  const { ben, ada } = way
  await way.accept()
  await way.presentAre(ben)
  await way.written('completed')
  expect(await way.invites()).toHaveLength(1)
  const { participants } = await way.channel()
  const of = ({ sid }: { readonly sid: string }) =>
    participants.find((each) => each.routing_properties?.worker_sid === sid)?.sid
  const log = await centre.journal()
  const [left, ...more] = changes(log, 'interaction-participant.left', of(ada))
  expect(more).toEqual([])
  const [joined] = changes(log, 'interaction-participant.joined', of(ben))
  expect(left?.n).toBeGreaterThan(joined?.n ?? Number.POSITIVE_INFINITY)
}

async function expectStruck(kind: string, method: string, path: RegExp): Promise<void> {
  const struck = requests(await centre.journal(), method, path).filter((each) => each['fault'] === kind)
  expect(struck).toHaveLength(1)
}

describe.concurrent('when Twilio has to', () => {
  it.each(troubles)('invite, and %s, there is one invite', async (_, fault) => {
    const way = await aTransfer(centre)
    const { sid } = await way.channel()
    await centre.sim.fault({ ...fault, product: 'flex-api', method: 'POST', path: `${sid}/Invites$`, times: 1 })
    await way.toBen()
    await expectHandedOver(way)
    await expectStruck(fault.kind, 'POST', new RegExp(`${sid}/Invites$`))
  })

  it.each(troubles)('release the first agent, and %s, they leave once, after the next one came', async (_, fault) => {
    const way = await aTransfer(centre)
    const { sid } = await way.channel()
    await centre.sim.fault({ ...fault, product: 'flex-api', method: 'POST', path: `${sid}/Participants/UT`, times: 1 })
    await way.toBen()
    await expectHandedOver(way)
    await expectStruck(fault.kind, 'POST', new RegExp(`${sid}/Participants/UT`))
  })

  it.each(troubles)(
    'list the participants, and %s, the first agent is released after a good answer',
    async (_, fault) => {
      const way = await aTransfer(centre)
      const { sid } = await way.channel()
      await way.toBen()
      await way.offered()
      await centre.sim.fault({ ...fault, product: 'flex-api', method: 'GET', path: `${sid}/Participants$`, times: 1 })
      const after = await centre.last()
      await expectHandedOver(way)
      const list = new RegExp(`${sid}/Participants$`)
      await expectStruck(fault.kind, 'GET', list)
      const log = await centre.journal()
      const answered = requests(log, 'GET', list).find(
        ({ n, status, fault: struck }) => status === 200 && !struck && n > after,
      )
      const [released] = requests(log, 'POST', new RegExp(`${sid}/Participants/UT`))
      expect(released?.n).toBeGreaterThan(answered?.n ?? Number.POSITIVE_INFINITY)
    },
  )

  it('invite, and refuses permanently, the first agent keeps the customer and reads why', async () => {
    const way = await aTransfer(centre)
    const { sid } = await way.channel()
    const path = `${sid}/Invites$`
    await centre.sim.fault({
      kind: 'status',
      status: 400,
      code: 45367,
      product: 'flex-api',
      method: 'POST',
      path,
      times: 1,
    })
    await way.toBen()
    await way.written('failed')
    expect((await way.view()).reason).toContain('45367')
    await way.presentAre(way.ada)
  })
})

describe('every webhook of a transfer delivered three times', () => {
  it('has the effect of one: one invite, and the first agent leaves once', async () => {
    const way = await aTransfer(centre)
    await centre.sim.webhookFault({ kind: 'repeat', event: '^(reservation|task)\\.', count: 2 })
    await way.toBen()
    await expectHandedOver(way)
    const { sid } = await way.invited()
    await centre.delivered()
    const told = (await centre.journal()).filter((each) => each['event'] === 'reservation.accepted')
    expect(told.filter(({ params }) => JSON.stringify(params).includes(sid))).toHaveLength(3)
    await centre.sim.noWebhookFaults()
  })
})

/** A worker dies while it holds a transfer at each of these moments, and another one continues. */
const moments = {
  'invite requested, and Twilio had not made it': { kind: 'hang', method: 'POST', path: '/Invites$' },
  'Twilio had invited without answering': { kind: 'hang-after', method: 'POST', path: '/Invites$' },
  'participants requested': { kind: 'hang', method: 'GET', path: '/Participants$' },
  'release requested, and Twilio had not done it': { kind: 'hang', method: 'POST', path: '/Participants/UT' },
  'Twilio had released without answering': { kind: 'hang-after', method: 'POST', path: '/Participants/UT' },
} as const

describe('a worker killed while it holds five transfers', () => {
  let own: CallCentre
  beforeAll(async () => {
    own = await aCallCentre({ env: { TWILIO_TIMEOUT_MS: '30000' } })
  })
  afterAll(() => own?.stop())

  it('at five moments: another one finishes each, with one invite and only the second agent in the channel', async () => {
    const ways: [string, ATransfer][] = []
    for (const [name, { path, ...fault }] of Object.entries(moments)) {
      const way = await aTransfer(own)
      ways.push([name, way])
      const { sid } = await way.channel()
      const isLater = !path.includes('Invites')
      const aim = () => own.sim.fault({ ...fault, product: 'flex-api', path: `${sid}${path}`, times: 1 })
      const after = await own.last()
      if (!isLater) await aim()
      await way.toBen()
      if (isLater) {
        await way.offered()
        await aim()
        await way.accept()
      }
      await until(name, async () =>
        requests(await own.journal(after), fault.method, new RegExp(`${sid}${path}`)).some(
          (each) => each['fault'] === fault.kind,
        ),
      )
    }
    await killed(own.worker)
    own.startWorker()
    for (const [name, way] of ways) {
      const invite = await way.invited()
      if (invite.assignment_status !== 'assigned') await way.accept()
      await way.presentAre(way.ben)
      await way.is('completed')
      expect({ name, invites: (await way.invites()).length }).toEqual({ name, invites: 1 })
    }
  }, 120_000)
})

async function killed(worker: Program): Promise<void> {
  worker.kill('SIGKILL')
  await worker.exited
}
