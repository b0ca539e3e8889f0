import type { Cloud } from '../cloud/cloud.ts'
import { notFound } from '../rest/rest-error.ts'
import type { Activity, TaskChannel, TaskQueue, Workflow, Workspace } from './model.ts'

/** Creates an empty workspace with the activities and task channels that Flex starts with. */
export function createWorkspace(cloud: Cloud, friendlyName: string, sid = cloud.newSid('WS')): Workspace {
  const now = cloud.clock.now()
  const activities = [
    activity(cloud, 'Offline', false),
    activity(cloud, 'Available', true),
    activity(cloud, 'Unavailable', false),
    activity(cloud, 'Break', false),
  ] as const
  const channels = ['default', 'voice', 'chat', 'sms', 'video', 'email'].map((name) => taskChannel(cloud, name))
  const workspace: Workspace = {
    order: cloud.nextOrder(),
    sid,
    createdAt: now,
    updatedAt: now,
    friendlyName,
    eventCallbackUrl: null,
    eventsFilter: '',
    defaultActivitySid: activities[0].sid,
    timeoutActivitySid: activities[0].sid,
    activities: new Map(activities.map((each) => [each.sid, each])),
    channels: new Map(channels.map((each) => [each.uniqueName, each])),
    queues: new Map(),
    workflows: new Map(),
    workers: new Map(),
    tasks: new Map(),
    reservations: new Map(),
    waiting: new Set(),
    events: [],
  }
  cloud.taskrouter.workspaces.set(sid, workspace)
  return workspace
}

/** Adds an activity that workers can be in. */
export function addActivity(cloud: Cloud, workspace: Workspace, friendlyName: string, available: boolean): Activity {
  const added = activity(cloud, friendlyName, available)
  workspace.activities.set(added.sid, added)
  return added
}

/** Adds a task channel. The caller adds the workers' channels. */
export function addTaskChannel(
  cloud: Cloud,
  workspace: Workspace,
  uniqueName: string,
  friendlyName: string,
): TaskChannel {
  const added = { ...taskChannel(cloud, uniqueName), friendlyName }
  workspace.channels.set(uniqueName, added)
  return added
}

/** Adds a queue for the workers that match an expression. */
export function createQueue(
  cloud: Cloud,
  workspace: Workspace,
  friendlyName: string,
  targetWorkers: string,
): TaskQueue {
  const queue: TaskQueue = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('WQ'),
    createdAt: cloud.clock.now(),
    friendlyName,
    targetWorkers,
    maxReservedWorkers: 1,
    taskOrder: 'FIFO',
    reservationActivitySid: null,
    assignmentActivitySid: null,
  }
  workspace.queues.set(queue.sid, queue)
  return queue
}

/** Adds a workflow with a configuration in JSON text. */
export function createWorkflow(
  cloud: Cloud,
  workspace: Workspace,
  given: { readonly friendlyName: string; readonly configuration: string; readonly sid?: string | undefined },
): Workflow {
  const workflow: Workflow = {
    order: cloud.nextOrder(),
    sid: given.sid ?? cloud.newSid('WW'),
    createdAt: cloud.clock.now(),
    friendlyName: given.friendlyName,
    configuration: given.configuration,
    taskReservationTimeout: 120,
    assignmentCallbackUrl: null,
    fallbackAssignmentCallbackUrl: null,
  }
  workspace.workflows.set(workflow.sid, workflow)
  return workflow
}

/** Finds a workspace by SID; 404 if there is none. */
export function requireWorkspace(cloud: Cloud, workspaceSid: string): Workspace {
  const workspace = cloud.taskrouter.workspaces.get(workspaceSid)
  if (workspace === undefined) throw notFound(`/Workspaces/${workspaceSid}`)
  return workspace
}

/** Finds a part of a workspace by SID; 404 if there is none. */
export function requireIn<T>(things: ReadonlyMap<string, T>, kind: string, sid: string): T {
  const thing = things.get(sid)
  if (thing === undefined) throw notFound(`/${kind}/${sid}`)
  return thing
}

function activity(cloud: Cloud, friendlyName: string, available: boolean): Activity {
  return {
    order: cloud.nextOrder(),
    sid: cloud.newSid('WA'),
    createdAt: cloud.clock.now(),
    friendlyName,
    available,
  }
}

function taskChannel(cloud: Cloud, uniqueName: string): TaskChannel {
  const friendlyName = `${uniqueName.slice(0, 1).toUpperCase()}${uniqueName.slice(1)}`
  return { order: cloud.nextOrder(), sid: cloud.newSid('TC'), uniqueName, friendlyName, createdAt: cloud.clock.now() }
}
