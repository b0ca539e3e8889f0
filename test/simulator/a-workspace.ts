import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type Json, type RunningSimulator, startSimulator } from './running-simulator.ts'

/** For the tests of a file: a workspace without workers, its clock by hand, and its resources. */
export function aWorkspace() {
  let simulator: RunningSimulator
  let workspaceSid: string
  beforeAll(async () => {
    simulator = await startSimulator()
  })
  afterAll(() => simulator.stop())
  beforeEach(async () => {
    await simulator.control('POST', '/reset')
    await simulator.control('POST', '/clock', { mode: 'manual' })
    workspaceSid = String((await simulator.control('POST', '/seed', { workers: [] })).body['workspaceSid'])
  })

  const workspace = () => simulator.sdk.taskrouter.v1.workspaces(workspaceSid)
  const pass = (seconds: number) => simulator.control('POST', '/clock', { advanceMs: seconds * 1000 })
  const aQueue = (friendlyName: string, more: Json = {}) =>
    workspace().taskQueues.create({ friendlyName, targetWorkers: `queues HAS "${friendlyName}"`, ...more })
  const aWorker = async (friendlyName: string, attributes: Json) => {
    const [available] = await workspace().activities.list({ friendlyName: 'Available' })
    const activitySid = available?.sid ?? ''
    return workspace().workers.create({ friendlyName, activitySid, attributes: JSON.stringify(attributes) })
  }
  const aWorkflow = (filters: readonly Json[], more: Json = {}) =>
    workspace().workflows.create({
      friendlyName: 'A workflow',
      configuration: JSON.stringify({ task_routing: { filters, ...more } }),
    })
  const aTask = (workflow: { sid: string }, attributes: Json = {}, more: Json = {}) =>
    workspace().tasks.create({
      workflowSid: workflow.sid,
      taskChannel: 'chat',
      attributes: JSON.stringify(attributes),
      ...more,
    })
  const taskNow = (task: { sid: string }) => workspace().tasks(task.sid).fetch()
  const asked = async (task: { sid: string }, reservationStatus?: 'pending' | 'rescinded') =>
    (
      await workspace()
        .tasks(task.sid)
        .reservations.list(reservationStatus === undefined ? {} : { reservationStatus })
    ).map(({ workerName }) => workerName)
  const answer = async (task: { sid: string }, workerName: string, reservationStatus: 'accepted' | 'rejected') => {
    const { reservations } = workspace().tasks(task.sid)
    const offered = (await reservations.list({ reservationStatus: 'pending' })).find(
      (each) => each.workerName === workerName,
    )
    await reservations(offered?.sid ?? '').update({ reservationStatus })
  }
  const eventsOf = (task: { sid: string }) =>
    simulator.cloud.journal
      .after(0)
      .flatMap((entry) => (entry.kind === 'change' && entry.detail['taskSid'] === task.sid ? [entry.change] : []))
  return {
    simulated: () => simulator,
    workspace,
    pass,
    aQueue,
    aWorker,
    aWorkflow,
    aTask,
    taskNow,
    asked,
    answer,
    eventsOf,
  }
}
