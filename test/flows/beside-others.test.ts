import { beforeAll, describe, expect, it } from 'vitest'
import { credentials } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { type Case, live } from '../support/a-case.ts'
import { type ATransfer, aTransfer } from '../support/a-transfer.ts'
import { viewIn } from '../support/a-view.ts'
import { sid } from '../support/an-assignment.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})

const workspace = `/taskrouter/v1/Workspaces/${credentials.TWILIO_WORKSPACE_SID}`
const raw = async (taskSid: string) => (await centre.sim.task(taskSid)).attributes
/** Another plugin writes all attributes of a task: TaskRouter has no other way. */
const written = (taskSid: string, Attributes: string) => centre.rest(`${workspace}/Tasks/${taskSid}`, { Attributes })

/** JSON that JavaScript changes when it parses and prints it: large numbers, number formats, escapes, spaces. */
const digits =
  '"crm" : 24601234567890123456 , "id":9007199254740993,"share": 1.0, "most":1e400 ,"name":"Jos\\u00e9 \\/"'
const withDigits = async (taskSid: string) => {
  await written(taskSid, (await raw(taskSid)).replace('{', `{ ${digits}, `))
  return raw(taskSid)
}

describe.concurrent('attributes of other writers', () => {
  it('stay byte for byte on the task of a video, and keep all digits on the task of an invite', async () => {
    const { chat, ...way } = await aTransfer(centre)
    const before = await withDigits(chat.taskSid)
    await live(chat)
    expect((await raw(chat.taskSid)).startsWith(`${before.slice(0, -1)},"escalate":{`)).toBe(true)
    await way.toBen()
    const invited = (await way.invited()).attributes
    for (const each of ['24601234567890123456', '9007199254740993', '1.0', '1e400', '"Jos\\u00e9 \\/"'])
      expect(invited).toContain(each)
    await way.accept()
    await way.is('completed')
    expect((await raw(chat.taskSid)).startsWith(`${before.slice(0, -1)},"escalate":{`)).toBe(true)
  })

  it.each([
    ['an array', '[1]', 'no-object'],
    ['a string', '"text"', 'no-object'],
    ['too long', `{"x":"${'y'.repeat(4_000)}"}`, 'too-long'],
  ])('that are %s do not stop a video: the agent reads why it is not on the task', async (_, text, why) => {
    const chat = await centre.chat()
    await written(chat.taskSid, text)
    await chat.types('/video')
    const { id } = await viewOf(chat, { state: 'invited', notOnTask: why })
    await chat.agentSits(id)
    await chat.customerSits(await chat.link())
    await viewOf(chat, { state: 'live', notOnTask: why })
    await chat.types('/video end')
    const { outcome } = await viewOf(chat, { state: 'ended', notOnTask: why })
    expect(outcome).toMatchObject({ reason: 'agent-ended', joined: true })
    expect(await raw(chat.taskSid)).toBe(text)
  })

  it('that leave no room for a transfer make it fail: the agent reads why and keeps the customer, no invite is made', async () => {
    const { chat, ada, ...way } = await aTransfer(centre)
    const before = await raw(chat.taskSid)
    await written(chat.taskSid, before.replace('{', `{"x":"${'y'.repeat(3_900 - before.length)}",`))
    await way.toBen({ note: 'z'.repeat(400) })
    const { reason } = await way.is('failed')
    expect(reason).toMatch(/^The task’s attributes leave no room for a transfer: .* A shorter note may help\.$/)
    expect(await way.invites()).toEqual([])
    await way.presentAre(ada)
  })
})

/** The agent's view of the video, once it matches. */
async function viewOf(chat: Case, wanted: object) {
  return until(`the video is ${JSON.stringify(wanted)}`, async () => {
    const answer = await chat.call(`/escalations?taskSid=${chat.taskSid}`)
    const said = (await answer.json()) as Record<string, unknown> & { id: string } // our own answer
    return Object.entries(wanted).every(([name, value]) => said[name] === value) && said
  })
}

describe('attributes copied from an old task', () => {
  it('remove nobody: the agent stays with the customer when another plugin invites a second one with them', async () => {
    const { chat, ben, ...way } = await aTransfer(centre)
    const cleo = await centre.hire()
    await way.toBen({ note: 'wants a refund' })
    await way.accept()
    await way.is('completed')
    await way.presentAre(ben)
    const bens = await way.invited()
    const { sid: channelSid, interactionSid } = await way.channel()
    const attributes = { ...JSON.parse(bens.attributes), transferTargetSid: cleo.sid, workerSidsInConversation: [] }
    const marked = { ...attributes, escalate: { ...attributes.escalate, transfer: await markOf(way, ben.token) } }
    const properties = {
      workspace_sid: credentials.TWILIO_WORKSPACE_SID,
      workflow_sid: credentials.TWILIO_TRANSFER_WORKFLOW_SID,
      attributes: marked,
    }
    await centre.rest(`/flex-api/v1/Interactions/${interactionSid}/Channels/${channelSid}/Invites`, {
      Routing: JSON.stringify({ properties }),
    })
    await way.accept(2, cleo)
    await way.presentAre(ben, cleo)
    await centre.settled()
    await way.presentAre(ben, cleo)
    expect(await way.view(ben.token)).toMatchObject({ state: 'completed' })
  })

  it.each([
    ['names another task', { taskSid: sid('WT', 0xabc) }],
    ['names none', {}],
  ])('do not stop the next write, whatever their revision: a copy that %s', async (_, more) => {
    const old = { video: { id: 'esc-old', state: 'ended' }, revision: 1e15, revisions: { video: 9e15 }, ...more }
    const chat = await centre.chat({ attributes: { plan: 'gold', escalate: old } })
    const { id } = await viewIn(await chat.start())
    expect(await chat.saying('invited')).toMatchObject({ id })
    const { plan, escalate } = JSON.parse(await raw(chat.taskSid))
    expect({ plan, taskSid: escalate.taskSid }).toEqual({ plan: 'gold', taskSid: chat.taskSid })
  })

  it('do not count after Redis lost everything: the next video of the task is written', async () => {
    const chat = await centre.chat()
    const first = await chat.invited()
    await chat.types('/video end')
    await chat.closed()
    await centre.settled()
    await forget(chat)
    const { id } = await viewIn(await chat.start())
    expect(id).not.toBe(first.id)
    expect(await chat.saying('invited')).toMatchObject({ id })
  })
})

/** Deletes all that Redis has of this conversation. */
async function forget({ conversationSid, taskSid }: Case) {
  const { redis } = centre.inside
  const keys = await Promise.all([conversationSid, taskSid].map((each) => redis.keys(`*${each}*`)))
  await redis.del(...keys.flat())
}

/** The transfer's mark as it was on the invite before anybody accepted: a plugin may have copied it by then. */
async function markOf(way: Pick<ATransfer, 'view'>, token: string) {
  const { id } = await way.view(token)
  return { id, state: 'incoming', mode: 'cold', from: '', invite: `${id}-i1` }
}

describe('a reservation that is not the agent’s', () => {
  it.each(['rescinded', 'canceled', 'completed', 'wrapup'])(
    'changes nothing on a live video: reservation.%s of an unknown one',
    async (word) => {
      const chat = await centre.chat()
      await live(chat)
      const before = await raw(chat.taskSid)
      const at = Date.now()
      const answer = await centre.post('/webhooks/taskrouter', {
        EventType: `reservation.${word}`,
        Sid: `EV${chat.taskSid.slice(2)}`,
        Timestamp: String(Math.floor(at / 1_000)),
        TimestampMs: String(at),
        ResourceSid: sid('WR', 0xabc),
        ReservationSid: sid('WR', 0xabc),
        WorkerSid: chat.workerSid,
        TaskSid: chat.taskSid,
        TaskAttributes: before,
      })
      expect(answer.status).toBe(204)
      await centre.settled()
      expect(await viewOf(chat, { state: 'live' })).toMatchObject({ state: 'live' })
      expect(await raw(chat.taskSid)).toBe(before)
    },
  )

  it('from a queue that offers to three agents at once changes nothing: the agent who accepts has the video', async () => {
    const name = 'Three at once'
    const queue = await centre.sim.queue(name)
    await centre.rest(`${workspace}/TaskQueues/${queue.sid}`, { MaxReservedWorkers: '3' })
    const skills = [name.toLowerCase()]
    const [first, second, third] = await Promise.all(
      ['one', 'two', 'three'].map((each) => centre.sim.hire({ name: `${each}@three.example.com`, skills })),
    )
    if (!first || !second || !third) throw new Error('Nobody was hired')
    const { chat, ...way } = await aTransfer(centre)
    await live(chat)
    await way.ask({ target: { queue: queue.sid } })
    await Promise.all([first, second, third].map((each) => way.offered(1, each.sid)))
    await way.accept(1, second)
    await way.is('completed')
    await way.presentAre(second)
    await until('the video is on the next agent’s task', async () =>
      (await way.invited()).attributes.includes('"live"'),
    )
    await centre.settled()
    const { reservations } = await way.invited()
    expect(reservations.map((each) => each.reservation_status).sort()).toEqual(['accepted', 'rescinded', 'rescinded'])
    expect(JSON.parse((await way.invited()).attributes).escalate.video).toMatchObject({ state: 'live' })
  })
})
