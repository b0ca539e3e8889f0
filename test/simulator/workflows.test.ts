import { describe, expect, it } from 'vitest'
import { aWorkspace } from './a-workspace.ts'

const { workspace, aQueue, aWorker, aWorkflow, aTask, taskNow, asked } = aWorkspace()

describe('workflows and queues over REST', () => {
  it('are refused with an unreadable expression (20001)', async () => {
    await expect(aQueue('odd', { targetWorkers: 'roles HAS' })).rejects.toMatchObject({ code: 20001 })
    await expect(aWorkflow([{ expression: '==', targets: [] }])).rejects.toMatchObject({ code: 20001 })
  })

  it('are changed, and waiting tasks follow only with ReEvaluateTasks', async () => {
    const [a, b] = [await aQueue('a'), await aQueue('b')]
    const workflow = await aWorkflow([{ expression: '1==1', targets: [{ queue: a.sid }] }])
    const task = await aTask(workflow)
    const configuration = JSON.stringify({
      task_routing: {
        filters: [
          { expression: '1==2', targets: [] },
          { expression: '1==1', targets: [{ queue: b.sid }] },
        ],
      },
    })
    await workspace().workflows(workflow.sid).update({ configuration })
    expect((await taskNow(task)).taskQueueFriendlyName).toBe('a')
    await workspace().workflows(workflow.sid).update({ reEvaluateTasks: 'true' })
    expect((await taskNow(task)).taskQueueFriendlyName).toBe('b')
    await workspace().taskQueues(b.sid).update({ friendlyName: 'bee', taskOrder: 'LIFO' })
    expect(await workspace().taskQueues(b.sid).fetch()).toMatchObject({ friendlyName: 'bee', taskOrder: 'LIFO' })
  })
})

it('an agent who goes away may reject all pending reservations at once', async () => {
  const queue = await aQueue('first')
  const ada = await aWorker('ada', { queues: ['first'] })
  await workspace().workers(ada.sid).workerChannels('chat').update({ capacity: 2 })
  const workflow = await aWorkflow([{ expression: '1==1', targets: [{ queue: queue.sid }] }])
  const tasks = [await aTask(workflow), await aTask(workflow)]
  for (const task of tasks) expect(await asked(task, 'pending')).toEqual(['ada'])
  const [away] = await workspace().activities.list({ friendlyName: 'Break' })
  await workspace()
    .workers(ada.sid)
    .update({ activitySid: away?.sid ?? '', rejectPendingReservations: true })
  for (const task of tasks) {
    expect(await taskNow(task)).toMatchObject({ assignmentStatus: 'pending' })
    expect(await asked(task, 'pending')).toEqual([])
  }
})
