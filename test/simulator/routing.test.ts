import { describe, expect, it } from 'vitest'
import { aWorkspace } from './a-workspace.ts'
import type { Json } from './running-simulator.ts'

const { workspace, pass, aQueue, aWorker, aWorkflow, aTask, taskNow, asked, answer, eventsOf } = aWorkspace()

describe('the targets of a filter', () => {
  it('follow each other as their time runs out; after the last one’s time the task is canceled', async () => {
    const [first, second] = [await aQueue('first'), await aQueue('second')]
    const targets = [
      { queue: first.sid, timeout: 10, priority: 5 },
      { queue: second.sid, timeout: 20 },
    ]
    const task = await aTask(await aWorkflow([{ expression: '1==1', targets }]))
    expect(await taskNow(task)).toMatchObject({ taskQueueFriendlyName: 'first', priority: 5 })
    await pass(10)
    expect(await taskNow(task)).toMatchObject({ taskQueueFriendlyName: 'second', assignmentStatus: 'pending' })
    await pass(19)
    expect(await taskNow(task)).toMatchObject({ assignmentStatus: 'pending' })
    await pass(1)
    expect(await taskNow(task)).toMatchObject({
      assignmentStatus: 'canceled',
      reason: 'Task canceled on Workflow timeout',
    })
    expect(eventsOf(task)).toEqual([
      'task.created',
      'workflow.entered',
      'workflow.target-matched',
      'task-queue.entered',
      'task-queue.timeout',
      'workflow.target-matched',
      'task-queue.entered',
      'task-queue.timeout',
      'workflow.timeout',
      'task.canceled',
    ])
  })

  it('keep a task while it is offered; a decline after the target’s time leads to the next target', async () => {
    const [first, second] = [await aQueue('first'), await aQueue('second')]
    await aWorker('ada', { queues: ['first'] })
    await aWorker('ben', { queues: ['first', 'second'] })
    const targets = [
      { queue: first.sid, timeout: 10, expression: 'worker.friendly_name == "ada"' },
      { queue: second.sid },
    ]
    const task = await aTask(await aWorkflow([{ expression: '1==1', targets }]))
    expect(await asked(task)).toEqual(['ada'])
    await pass(11)
    expect(await taskNow(task)).toMatchObject({ assignmentStatus: 'reserved' })
    await answer(task, 'ada', 'rejected')
    expect(await asked(task, 'pending')).toEqual(['ben'])
    expect(await taskNow(task)).toMatchObject({ taskQueueFriendlyName: 'second' })
  })

  it('without a queue use the queue of the one before, without entering it again', async () => {
    const queue = await aQueue('first')
    await aWorker('ada', { queues: ['first'], level: 1 })
    const targets = [{ queue: queue.sid, timeout: 5, expression: 'worker.level > 1' }, {}]
    const task = await aTask(await aWorkflow([{ expression: '1==1', targets }]))
    expect(await asked(task)).toEqual([])
    await pass(5)
    expect(await asked(task)).toEqual(['ada'])
    expect(eventsOf(task).filter((event) => event === 'task-queue.entered')).toHaveLength(1)
  })

  it('are skipped when skip_if is true, on to the next filter that fits', async () => {
    const [empty, full] = [await aQueue('empty'), await aQueue('full')]
    await aWorker('ada', { queues: ['full'] })
    const filters = [
      { expression: '1==1', targets: [{ queue: empty.sid, timeout: 60, skip_if: 'workers.available == 0' }] },
      { expression: '1==1', targets: [{ queue: full.sid }] },
    ]
    expect(await asked(await aTask(await aWorkflow(filters)))).toEqual(['ada'])
  })

  it('offer to their workers in the order of order_by', async () => {
    const queue = await aQueue('first')
    for (const [name, level] of [
      ['ada', 1],
      ['ben', 3],
      ['cat', 2],
    ] as const)
      await aWorker(name, { queues: ['first'], level })
    const workflow = await aWorkflow([
      { expression: '1==1', targets: [{ queue: queue.sid, order_by: 'worker.level DESC' }] },
    ])
    const task = await aTask(workflow)
    expect(await asked(task)).toEqual(['ben'])
    await answer(task, 'ben', 'rejected')
    expect(await asked(task, 'pending')).toEqual(['cat'])
  })
})

describe('a known worker', () => {
  const knowing = (queueSid: string, key = 'known_worker_sid', more: readonly Json[] = []) =>
    aWorkflow([{ expression: '1==1', targets: [{ queue: queueSid, [key]: 'task.wanted.who' }, ...more] }])

  it.each(['known_worker_sid', 'known_worker_friendly_name'])('is named by %s on the task', async (key) => {
    const queue = await aQueue('first')
    await aWorker('ada', { queues: ['first'] })
    const ben = await aWorker('ben', { queues: ['first'] })
    const who = key === 'known_worker_sid' ? ben.sid : 'ben'
    expect(await asked(await aTask(await knowing(queue.sid, key), { wanted: { who } }))).toEqual(['ben'])
  })

  it('must be named and in the queue; otherwise the task waits', async () => {
    const queue = await aQueue('first')
    const ben = await aWorker('ben', { queues: ['second'] })
    const task = await aTask(await knowing(queue.sid), { wanted: { who: ben.sid } })
    expect(await taskNow(task)).toMatchObject({ assignmentStatus: 'pending' })
    expect(await asked(task)).toEqual([])
    const nobody = await aTask(await knowing(queue.sid))
    expect(await taskNow(nobody)).toMatchObject({ assignmentStatus: 'pending' })
  })

  it('cancels the task by declining in the last target', async () => {
    const queue = await aQueue('first')
    await aWorker('ada', { queues: ['first'] })
    const ben = await aWorker('ben', { queues: ['first'] })
    const task = await aTask(await knowing(queue.sid), { wanted: { who: ben.sid } })
    await answer(task, 'ben', 'rejected')
    expect(await taskNow(task)).toMatchObject({
      assignmentStatus: 'canceled',
      reason: 'Targeted worker: reservation rejected',
    })
  })

  it('who declines leaves the task to the next target, when the present target’s time is up', async () => {
    const queue = await aQueue('first')
    await aWorker('ada', { queues: ['first'] })
    const ben = await aWorker('ben', { queues: ['first'] })
    const workflow = await aWorkflow([
      {
        expression: '1==1',
        targets: [{ queue: queue.sid, known_worker_sid: 'task.wanted', timeout: 30 }, { queue: queue.sid }],
      },
    ])
    const task = await aTask(workflow, { wanted: ben.sid })
    await answer(task, 'ben', 'rejected')
    expect(await taskNow(task)).toMatchObject({ assignmentStatus: 'pending' })
    await pass(30)
    expect(await asked(task, 'pending')).toEqual(['ada'])
  })
})

describe('a task that fits no filter', () => {
  it('is canceled where there is no default filter', async () => {
    const queue = await aQueue('first')
    const task = await aTask(await aWorkflow([{ expression: 'kind == "a"', targets: [{ queue: queue.sid }] }]))
    expect(await taskNow(task)).toMatchObject({
      assignmentStatus: 'canceled',
      reason: 'Task matches no filter of its Workflow',
    })
    expect(eventsOf(task)).toEqual(['task.created', 'workflow.entered', 'workflow.skipped', 'task.canceled'])
  })

  it('goes to the default queue where there is one, and still waits there an hour later', async () => {
    const queue = await aQueue('first')
    const task = await aTask(await aWorkflow([], { default_filter: { queue: queue.sid } }))
    await pass(3600)
    expect(await taskNow(task)).toMatchObject({ assignmentStatus: 'pending', taskQueueFriendlyName: 'first' })
  })
})

describe('new attributes', () => {
  const byKind = async () => {
    const [a, b] = [await aQueue('a'), await aQueue('b')]
    return aWorkflow([
      { expression: 'kind == "a"', targets: [{ queue: a.sid, timeout: 60 }] },
      { expression: 'kind == "b"', targets: [{ queue: b.sid }] },
    ])
  }
  const say = (task: { sid: string }, attributes: Json) =>
    workspace()
      .tasks(task.sid)
      .update({ attributes: JSON.stringify(attributes) })

  it('send a pending task to the filter it now fits', async () => {
    await aWorker('ben', { queues: ['b'] })
    const task = await aTask(await byKind(), { kind: 'a' })
    await say(task, { kind: 'b' })
    expect(await asked(task)).toEqual(['ben'])
  })

  it('leave a task that still fits its filter where it is, with its elapsed time', async () => {
    const task = await aTask(await byKind(), { kind: 'a' })
    await pass(59)
    await say(task, { kind: 'a', note: 'x' })
    await pass(1)
    expect(await taskNow(task)).toMatchObject({ assignmentStatus: 'canceled' })
  })

  it('cancel a task that fits no filter any more', async () => {
    const task = await aTask(await byKind(), { kind: 'a' })
    await say(task, { kind: 'none' })
    expect(await taskNow(task)).toMatchObject({ assignmentStatus: 'canceled' })
    expect(eventsOf(task).slice(-3)).toEqual(['task.updated', 'workflow.skipped', 'task.canceled'])
  })

  it('change nothing for a task on offer, until it is declined', async () => {
    await aWorker('ada', { queues: ['a'] })
    const task = await aTask(await byKind(), { kind: 'a' })
    await say(task, { kind: 'none' })
    expect(await taskNow(task)).toMatchObject({ assignmentStatus: 'reserved' })
    await answer(task, 'ada', 'rejected')
    expect(await taskNow(task)).toMatchObject({ assignmentStatus: 'canceled' })
  })
})

describe('a queue that offers to several workers at once', () => {
  it('gives the task to the first who accepts, and rescinds the other offers', async () => {
    const queue = await aQueue('first', { maxReservedWorkers: 2 })
    for (const name of ['ada', 'ben', 'cat']) await aWorker(name, { queues: ['first'] })
    const task = await aTask(await aWorkflow([{ expression: '1==1', targets: [{ queue: queue.sid }] }]))
    expect(await asked(task, 'pending')).toEqual(['ada', 'ben'])
    await answer(task, 'ben', 'accepted')
    expect(await asked(task, 'rescinded')).toEqual(['ada'])
    expect(eventsOf(task).slice(-2)).toEqual(['reservation.accepted', 'reservation.rescinded'])
  })

  it('offers to the next worker only when all of them have declined', async () => {
    const queue = await aQueue('first', { maxReservedWorkers: 2 })
    for (const name of ['ada', 'ben', 'cat']) await aWorker(name, { queues: ['first'] })
    const task = await aTask(await aWorkflow([{ expression: '1==1', targets: [{ queue: queue.sid }] }]))
    await answer(task, 'ada', 'rejected')
    expect(await taskNow(task)).toMatchObject({ assignmentStatus: 'reserved' })
    expect(await asked(task, 'pending')).toEqual(['ben'])
    await answer(task, 'ben', 'rejected')
    expect(await asked(task, 'pending')).toEqual(['cat'])
  })
})
