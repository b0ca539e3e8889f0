import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SimChannel, type SimWorker, simAt } from '../../tools/sim.ts'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

interface Seed {
  readonly workspaceSid: string
  readonly transferWorkflowSid: string
  readonly queues: readonly { readonly sid: string; readonly name: string }[]
  readonly workers: readonly SimWorker[]
}

let simulator: RunningSimulator
let sim: ReturnType<typeof simAt>
let seed: Seed
beforeAll(async () => {
  simulator = await startSimulator()
  sim = simAt(simulator.url)
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await sim.call('POST', '/reset')
  seed = await sim.call<Seed>('POST', '/seed', {})
})

type Chat = Awaited<ReturnType<typeof sim.chat>>

const worker = (name: string): SimWorker => {
  const found = seed.workers.find(({ fullName }) => fullName === name)
  if (!found) throw new Error(`No ${name}`)
  return found
}
const adasChat = async () => {
  const chat = await sim.chat({ workerSid: worker('Ada').sid })
  await sim.accept(chat.reservationSid)
  return chat
}
const queueSid = (name: string) => seed.queues.find((each) => each.name === name)?.sid ?? ''
const channelOf = async ({ conversationSid }: Chat) => {
  const { interactionSid, sid } = await sim.channel(conversationSid)
  return simulator.sdk.flexApi.v1.interaction(interactionSid).channels(sid)
}

/** As the product invites: attributes that name a target, and the transfer workflow. */
async function invite(chat: Chat, target: { worker: string } | { queue: string }, properties: object = {}) {
  const attributes = {
    transferTargetType: 'worker' in target ? 'worker' : 'queue',
    transferTargetSid: 'worker' in target ? worker(target.worker).sid : queueSid(target.queue),
    workerSidsInConversation: [chat.workerSid],
  }
  const { workspaceSid: workspace_sid, transferWorkflowSid: workflow_sid } = seed
  const routing = {
    properties: { workspace_sid, workflow_sid, task_channel_unique_name: 'chat', attributes, ...properties },
  }
  await (await channelOf(chat)).invites.create({ routing })
  return invited(chat)
}
const lastInvite = ({ invites }: SimChannel) => {
  const last = invites.at(-1)
  if (!last) throw new Error('No invite')
  return last
}
const invited = async (chat: Chat) => lastInvite(await sim.channel(chat.conversationSid)).task
const ringing = async (chat: Chat) => {
  const open = (await invited(chat)).reservations.find((each) => each.reservation_status === 'pending')
  return open && { sid: open.sid, name: seed.workers.find(({ sid }) => sid === open.worker_sid)?.fullName }
}
const agents = async (chat: Chat, status = 'active') =>
  (await sim.channel(chat.conversationSid)).participants
    .filter((each) => each.type === 'agent' && each.status === status)
    .map(({ routing_properties: routing }) => seed.workers.find(({ sid }) => sid === routing?.worker_sid)?.fullName)
const inConversation = async ({ conversationSid }: Chat) =>
  (await simulator.sdk.conversations.v1.conversations(conversationSid).participants.list()).map(
    ({ identity }) => seed.workers.find((each) => each.identity === identity)?.fullName ?? 'customer',
  )
const leave = async (chat: Chat, name: string, status: 'closed' | 'wrapup') => {
  const { participants } = await sim.channel(chat.conversationSid)
  const mine = participants.find((each) => each.routing_properties?.worker_sid === worker(name).sid)
  await (await channelOf(chat)).participants(mine?.sid ?? '').update({ status })
}

describe('an invite for one worker', () => {
  it('is offered to that worker alone, also to a supervisor', async () => {
    const chat = await adasChat()
    expect((await invite(chat, { worker: 'Sue' })).assignment_status).toBe('reserved')
    expect(await ringing(chat)).toMatchObject({ name: 'Sue' })
    expect((await invited(chat)).reservations).toHaveLength(1)
  })

  it.each(['reject', 'timeOut'] as const)('is canceled when the worker does not take it (%s)', async (how) => {
    const chat = await adasChat()
    await invite(chat, { worker: 'Ben' })
    await sim[how]((await ringing(chat))?.sid ?? '')
    expect(await invited(chat)).toMatchObject({ assignment_status: 'canceled' })
    expect(await agents(chat)).toEqual(['Ada'])
  })

  it('waits for a worker who is away', async () => {
    const chat = await adasChat()
    await sim.activity(worker('Ben').sid, 'Break')
    expect((await invite(chat, { worker: 'Ben' })).assignment_status).toBe('pending')
    await sim.activity(worker('Ben').sid, 'Available')
    expect(await ringing(chat)).toMatchObject({ name: 'Ben' })
  })
})

describe('an invite for a queue', () => {
  it('is offered to its workers one by one, never to those in the conversation', async () => {
    const chat = await adasChat()
    await invite(chat, { queue: 'Everyone' })
    const first = await ringing(chat)
    await sim.reject(first?.sid ?? '')
    const second = await ringing(chat)
    await sim.timeOut(second?.sid ?? '')
    expect([first?.name, second?.name].sort()).toEqual(['Ben', 'Sue'])
    expect(await invited(chat)).toMatchObject({ assignment_status: 'pending' })
  })

  it.each([
    ['Support', 'Ben'],
    ['Chat', 'Ben'],
  ])('is offered in the queue %s to %s', async (queue, name) => {
    const chat = await adasChat()
    await invite(chat, { queue })
    expect(await ringing(chat)).toMatchObject({ name })
  })

  it('is offered in a queue that was made later', async () => {
    const queue = await sim.queue('Night')
    const cat = await sim.hire({ name: 'cat@example.com', fullName: 'Cat', skills: ['night'] })
    seed = { ...seed, queues: [...seed.queues, { sid: queue.sid, name: 'Night' }], workers: [...seed.workers, cat] }
    const chat = await adasChat()
    await invite(chat, { queue: 'Night' })
    expect(await ringing(chat)).toMatchObject({ name: 'Cat' })
  })

  it('is canceled when its own timeout is up', async () => {
    await sim.clock({ mode: 'manual' })
    for (const name of ['Ben', 'Sue']) await sim.activity(worker(name).sid, 'Offline')
    const chat = await adasChat()
    await invite(chat, { queue: 'Sales' }, { timeout: 300 })
    await sim.clock({ advanceMs: 299_000 })
    expect(await invited(chat)).toMatchObject({ assignment_status: 'pending' })
    await sim.clock({ advanceMs: 1_000 })
    expect(await invited(chat)).toMatchObject({ assignment_status: 'canceled', reason: 'Task TTL Exceeded' })
  })
})

describe('a cancelled invite, its target set to none', () => {
  const withdraw = async (taskSid: string) => {
    const task = simulator.sdk.taskrouter.v1.workspaces(seed.workspaceSid).tasks(taskSid)
    const attributes = JSON.parse((await task.fetch()).attributes) as object
    await task.update({ attributes: JSON.stringify({ ...attributes, transferTargetType: 'none' }) })
  }

  it('is canceled by the workflow while it waits', async () => {
    const chat = await adasChat()
    await sim.activity(worker('Ben').sid, 'Offline')
    const { sid } = await invite(chat, { queue: 'Support' })
    await withdraw(sid)
    expect(await invited(chat)).toMatchObject({ assignment_status: 'canceled' })
    expect(await agents(chat)).toEqual(['Ada'])
  })

  it('stays on offer to its worker, who may still accept it', async () => {
    const chat = await adasChat()
    const { sid } = await invite(chat, { queue: 'Everyone' })
    await withdraw(sid)
    const first = await ringing(chat)
    expect(first).toBeDefined()
    await sim.accept(first?.sid ?? '')
    expect(await agents(chat)).toHaveLength(2)
  })

  it('is canceled when its worker declines', async () => {
    const chat = await adasChat()
    const { sid } = await invite(chat, { queue: 'Everyone' })
    await withdraw(sid)
    await sim.reject((await ringing(chat))?.sid ?? '')
    expect(await invited(chat)).toMatchObject({ assignment_status: 'canceled' })
  })
})

describe('several agents', () => {
  const threeOfThem = async () => {
    const chat = await adasChat()
    for (const name of ['Ben', 'Sue']) {
      await invite(chat, { worker: name })
      await sim.accept((await ringing(chat))?.sid ?? '')
    }
    return chat
  }

  it('are in the channel and in the conversation, each with their own task', async () => {
    const chat = await threeOfThem()
    expect(await agents(chat)).toEqual(['Ada', 'Ben', 'Sue'])
    expect(await inConversation(chat)).toEqual(['customer', 'Ada', 'Ben', 'Sue'])
    const listed = await (await channelOf(chat)).participants.list()
    expect(listed.map(({ type }) => type)).toEqual(['customer', 'agent', 'agent', 'agent'])
    expect(new Set(listed.map(({ routingProperties }) => routingProperties?.task_sid)).size).toBe(4)
  })

  it('leave one by one, and the others, the customer and the channel stay', async () => {
    const chat = await threeOfThem()
    await leave(chat, 'Ada', 'wrapup')
    await leave(chat, 'Sue', 'closed')
    expect(await agents(chat)).toEqual(['Ben'])
    expect(await inConversation(chat)).toEqual(['customer', 'Ben'])
    expect(await sim.task(chat.taskSid)).toMatchObject({ assignment_status: 'wrapping' })
    expect(await invited(chat)).toMatchObject({ assignment_status: 'completed' })
    expect((await sim.channel(chat.conversationSid)).status).toBe('active')
  })

  it('may all leave: the channel stays active, and can still be closed', async () => {
    const chat = await adasChat()
    await invite(chat, { worker: 'Ben' })
    await sim.accept((await ringing(chat))?.sid ?? '')
    await Promise.all([leave(chat, 'Ada', 'closed'), leave(chat, 'Ben', 'closed')])
    expect(await inConversation(chat)).toEqual(['customer'])
    expect((await sim.channel(chat.conversationSid)).status).toBe('active')
    await (await channelOf(chat)).update({ status: 'closed', routing: { status: 'closed' } })
    expect((await sim.channel(chat.conversationSid)).status).toBe('closed')
  })

  it('have their tasks completed when the channel is closed, and an open invite is canceled', async () => {
    const chat = await threeOfThem()
    await sim.activity(worker('Ben').sid, 'Offline')
    await invite(chat, { queue: 'Support' })
    await (await channelOf(chat)).update({ status: 'closed', routing: { status: 'closed' } })
    const { invites } = await sim.channel(chat.conversationSid)
    expect(invites.map(({ task }) => task.assignment_status)).toEqual([
      'completed',
      'completed',
      'completed',
      'canceled',
    ])
  })

  it('cannot leave twice (404)', async () => {
    const chat = await threeOfThem()
    await leave(chat, 'Ada', 'closed')
    await expect(leave(chat, 'Ada', 'closed')).rejects.toMatchObject({ status: 404 })
  })
})
