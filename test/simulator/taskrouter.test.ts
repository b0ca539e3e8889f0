import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Json, type RunningSimulator, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
let seed: { workspaceSid: string; workflowSid: string; queueSid: string; workers: { sid: string; name: string }[] }
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.control('POST', '/reset')
  seed = (await simulator.control('POST', '/seed', {})).body as typeof seed
})

const workspace = () => simulator.sdk.taskrouter.v1.workspaces(seed.workspaceSid)
const aTask = (attributes: Json = {}) =>
  workspace().tasks.create({
    workflowSid: seed.workflowSid,
    taskChannel: 'chat',
    attributes: JSON.stringify(attributes),
  })
const changes = () =>
  simulator.cloud.journal.after(0).flatMap((entry) => (entry.kind === 'change' ? [entry.change] : []))

describe('tasks', () => {
  it('go through their workflow, each to the agent who has been idle longest', async () => {
    const first = await aTask()
    const second = await aTask()
    expect([first.assignmentStatus, second.assignmentStatus]).toEqual(['reserved', 'reserved'])
    const offered = [
      ...(await workspace().tasks(first.sid).reservations.list()),
      ...(await workspace().tasks(second.sid).reservations.list()),
    ]
    expect(offered.map(({ workerName }) => workerName)).toEqual(['ada@example.com', 'ben@example.com'])
    const story = [
      'task.created',
      'workflow.entered',
      'workflow.target-matched',
      'task-queue.entered',
      'reservation.created',
    ]
    expect(
      changes()
        .filter((change) => !change.startsWith('worker.'))
        .slice(0, 5),
    ).toEqual(story)
  })

  it('carry their version as a quoted ETag, and take If-Match with and without quotes (412 when outdated)', async () => {
    const { sid } = await aTask()
    const { headers } = await workspace().tasks(sid).fetchWithHttpInfo()
    const quoted = String((headers as Json)['etag'])
    expect(quoted).toBe('"1"')
    await workspace()
      .tasks(sid)
      .update({ ifMatch: JSON.parse(quoted), attributes: '{"a":1}' })
    await expect(workspace().tasks(sid).update({ ifMatch: quoted, attributes: '{}' })).rejects.toMatchObject({
      status: 412,
      code: 20412,
    })
    await workspace().tasks(sid).update({ ifMatch: '"2"', attributes: '{"a":2}' })
    expect((await workspace().tasks(sid).fetch()).attributes).toBe('{"a":2}')
  })

  it('refuse changes of status that are not allowed, and a cancellation without a reason (20001)', async () => {
    const { sid } = await aTask()
    const task = workspace().tasks(sid)
    await expect(task.update({ assignmentStatus: 'completed', reason: 'r' })).rejects.toMatchObject({ code: 20001 })
    await expect(task.update({ assignmentStatus: 'canceled' })).rejects.toMatchObject({ code: 20001 })
    await task.update({ assignmentStatus: 'canceled', reason: 'changed mind' })
    expect(await task.fetch()).toMatchObject({ assignmentStatus: 'canceled', reason: 'changed mind' })
    expect(await task.reservations.list()).toMatchObject([{ reservationStatus: 'canceled' }])
    await expect(task.update({ assignmentStatus: 'wrapping' })).rejects.toMatchObject({ code: 20001 })
  })

  it('and their reservation are accepted, wrapping and completed together; a second acceptance is refused', async () => {
    const { sid } = await aTask()
    const task = workspace().tasks(sid)
    const [reservation] = await task.reservations.list()
    const chosen = task.reservations(reservation?.sid ?? '')
    await chosen.update({ reservationStatus: 'accepted' })
    await expect(chosen.update({ reservationStatus: 'accepted' })).rejects.toMatchObject({ status: 400, code: 20001 })
    expect((await task.fetch()).assignmentStatus).toBe('assigned')
    await task.update({ assignmentStatus: 'wrapping' })
    expect((await chosen.fetch()).reservationStatus).toBe('wrapping')
    await task.update({ assignmentStatus: 'completed', reason: 'done' })
    expect((await chosen.fetch()).reservationStatus).toBe('completed')
    const story = [
      'reservation.accepted',
      'reservation.wrapup',
      'task.wrapup',
      'reservation.completed',
      'task.completed',
    ]
    expect(changes().slice(-5)).toEqual(story)
  })

  it('are listed by status, by attributes and page by page', async () => {
    const wanted = await aTask({ conversationSid: 'CH1', kind: 'chat' })
    await aTask({ conversationSid: 'CH2', kind: 'chat' })
    const list = (evaluateTaskAttributes: string) => workspace().tasks.list({ evaluateTaskAttributes })
    expect((await list('conversationSid == "CH1" AND kind == "chat"')).map(({ sid }) => sid)).toEqual([wanted.sid])
    expect(await list('conversationSid == "CH3"')).toEqual([])
    await expect(list('conversationSid ==')).rejects.toMatchObject({ code: 20001 })
    expect(await workspace().tasks.list({ assignmentStatus: ['pending', 'reserved'] })).toHaveLength(2)
    expect(await workspace().tasks.list({ assignmentStatus: ['assigned,wrapping'] })).toEqual([])
    expect(await workspace().tasks.list({ pageSize: 1 })).toHaveLength(2)
    await expect(workspace().tasks.list({ assignmentStatus: ['asleep'] })).rejects.toMatchObject({ code: 20001 })
  })

  it('are canceled when their timeout is up, and not found when deleted', async () => {
    await simulator.control('POST', '/clock', { mode: 'manual' })
    const { sid } = await workspace().tasks.create({ workflowSid: seed.workflowSid, timeout: 60 })
    await simulator.control('POST', '/clock', { advanceMs: 59_999 })
    expect((await workspace().tasks(sid).fetch()).assignmentStatus).toBe('reserved')
    await simulator.control('POST', '/clock', { advanceMs: 1 })
    expect(await workspace().tasks(sid).fetch()).toMatchObject({
      assignmentStatus: 'canceled',
      reason: 'Task TTL Exceeded',
    })
    await workspace().tasks(sid).remove()
    await expect(workspace().tasks(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
  })
})

describe('offers', () => {
  it('go to the next agent when declined; the task waits when no agent is left', async () => {
    const { sid } = await aTask()
    const { reservations } = workspace().tasks(sid)
    const [first] = await reservations.list()
    await reservations(first?.sid ?? '').update({ reservationStatus: 'rejected' })
    const [second] = await reservations.list({ reservationStatus: 'pending' })
    expect(second?.workerName).toBe('ben@example.com')
    await reservations(second?.sid ?? '').update({ reservationStatus: 'rejected' })
    expect((await workspace().tasks(sid).fetch()).assignmentStatus).toBe('pending')
  })

  it('time out after two minutes; the worker is not available then, and gets the waiting task on coming back', async () => {
    await simulator.control('POST', '/clock', { mode: 'manual' })
    const { sid } = await aTask()
    const pass = (advanceMs: number) => simulator.control('POST', '/clock', { advanceMs })
    const offered = async () =>
      (await workspace().tasks(sid).reservations.list({ reservationStatus: 'pending' })).map(
        ({ workerName }) => workerName,
      )
    await pass(119_999)
    expect(await offered()).toEqual(['ada@example.com'])
    await pass(1)
    expect(await offered()).toEqual(['ben@example.com'])
    await pass(120_000)
    expect(await offered()).toEqual([])
    const away = await workspace().workers.list({ available: 'false' })
    expect(away.map(({ friendlyName }) => friendlyName)).toEqual(['ada@example.com', 'ben@example.com'])
    const [available] = await workspace().activities.list({ friendlyName: 'Available' })
    await workspace()
      .workers(seed.workers[1]?.sid ?? '')
      .update({ activitySid: available?.sid ?? '' })
    expect(await offered()).toEqual(['ben@example.com'])
  })

  it('stop at the capacity of the workers, and go on when one has room again', async () => {
    for (const { sid } of seed.workers) {
      const { channels } = await channelsOf(sid)
      for (const channel of channels) await workspace().workers(sid).workerChannels(channel.sid).update({ capacity: 1 })
    }
    await aTask()
    const busy = await aTask()
    const waiting = await aTask()
    expect(waiting.assignmentStatus).toBe('pending')
    await workspace().tasks(busy.sid).update({ assignmentStatus: 'canceled', reason: 'r' })
    expect((await workspace().tasks(waiting.sid).fetch()).assignmentStatus).toBe('reserved')
  })

  const channelsOf = async (workerSid: string) => ({
    channels: await workspace().workers(workerSid).workerChannels.list(),
  })
})

describe('a workspace', () => {
  it('has workers: changed with If-Match (412 when outdated), found by expression, made and removed', async () => {
    const worker = workspace().workers(seed.workers[0]?.sid ?? '')
    await worker.update({ ifMatch: '0', attributes: '{"roles":["agent"],"skill":"billing"}' })
    await expect(worker.update({ ifMatch: '0', attributes: '{}' })).rejects.toMatchObject({ status: 412, code: 20412 })
    expect(await workspace().workers.list({ targetWorkersExpression: 'skill == "billing"' })).toHaveLength(1)
    const made = await workspace().workers.create({ friendlyName: 'new', attributes: '{"roles":["agent"]}' })
    expect(made.activityName).toBe('Offline')
    expect(await worker.reservations.list()).toEqual([])
    expect(await workspace().workers(made.sid).remove()).toBe(true)
  })

  it('answers three lists a second that are filtered by an expression, of each kind, and refuses more (20429)', async () => {
    const lists: readonly (() => Promise<unknown>)[] = [
      () => workspace().tasks.list({ evaluateTaskAttributes: 'kind == "chat"' }),
      () => workspace().workers.list({ targetWorkersExpression: 'skill == "billing"' }),
      () => workspace().taskQueues.list({ evaluateWorkerAttributes: '{"roles":["agent"]}' }),
    ]
    for (const list of lists) {
      const results = await Promise.allSettled(Array.from({ length: 8 }, list))
      const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
      expect(refused.length).toBeGreaterThan(0)
      for (const reason of refused) expect(reason).toMatchObject({ status: 429, code: 20429 })
    }
    expect(await workspace().workers.list()).not.toEqual([])
  })

  it('has its queues, workflows, channels, events and settings', async () => {
    await aTask()
    expect((await workspace().taskQueues.list()).map(({ friendlyName }) => friendlyName)).toEqual([
      'Everyone',
      'Chat',
      'Support',
      'Sales',
    ])
    expect(await workspace().workflows.list()).toHaveLength(2)
    expect((await workspace().taskChannels('chat').fetch()).uniqueName).toBe('chat')
    expect(await workspace().events.list({ eventType: 'task.created' })).toHaveLength(1)
    await workspace().update({ eventCallbackUrl: 'https://example.com/t', eventsFilter: 'task.created' })
    expect(await workspace().fetch()).toMatchObject({ eventsFilter: 'task.created' })
    expect(await simulator.sdk.taskrouter.v1.workspaces.list()).toHaveLength(1)
  })
})
