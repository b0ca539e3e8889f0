import { isStatus } from '../../twilio/codes.ts'
import { ifThere } from '../../twilio/missing.ts'
import { eventually } from '../synthetic/eventually.ts'
import { holds, type Seen, unclear, untrue } from './look.ts'
import type { Stage } from './stage.ts'

type Task = { readonly taskSid: string }

/** Makes a task without a conversation, which the server ignores. */
async function aTask(stage: Stage, workflowSid = stage.workflowSid, attributes: object = {}): Promise<Task> {
  const { sdk, workspaceSid, channel, word, made } = stage
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  const task = await workspace.tasks.create({
    workflowSid,
    taskChannel: channel,
    attributes: JSON.stringify({ escalate_doctor: word, ...attributes }),
    timeout: 600,
  })
  made(`task ${task.sid}`, () => workspace.tasks(task.sid).remove())
  return { taskSid: task.sid }
}

/** Accepts the task as the stage's own worker. @returns false if it is not offered to them in time */
export async function accepted(stage: Stage, taskSid: string): Promise<boolean> {
  const task = stage.sdk.taskrouter.v1.workspaces(stage.workspaceSid).tasks(taskSid)
  const offered = await eventually(async () => (await task.reservations.list({ limit: 1 }))[0], stage.patience)
  if (!offered) return false
  await task.reservations(offered.sid).update({ reservationStatus: 'accepted' })
  return true
}

const notOffered = unclear('the task was not offered')
const noEvent = unclear('the list of events does not show the acceptance')

/** The fields of an acceptance in the list of events. Field names may be as in webhooks, or with underscores. */
async function acceptance(stage: Stage, taskSid: string): Promise<ReadonlyMap<string, string> | undefined> {
  const { events } = stage.sdk.taskrouter.v1.workspaces(stage.workspaceSid)
  const look = async () => (await events.list({ taskSid, eventType: 'reservation.accepted', limit: 1 }))[0]
  const event = await eventually(look, stage.patience)
  const plain = ([name, value]: [string, unknown]) => [name.toLowerCase().replaceAll('_', ''), String(value)] as const
  const fields: unknown = event?.eventData
  return fields ? new Map(Object.entries(fields).map(plain)) : undefined
}

export async function versionIsEtag(stage: Stage): Promise<Seen> {
  const { taskSid } = await aTask(stage)
  if (!(await accepted(stage, taskSid))) return notOffered
  const event = await acceptance(stage, taskSid)
  if (!event) return noEvent
  const { headers } = await stage.sdk.taskrouter.v1.workspaces(stage.workspaceSid).tasks(taskSid).fetchWithHttpInfo()
  const etag = String(new Map(Object.entries(headers ?? {})).get('etag')).replaceAll('"', '')
  const version = event.get('taskversion')
  if (version === undefined) return unclear('the list of events shows no version')
  const saw = `version ${version} in the event, ETag ${etag}`
  return version === etag ? holds(saw) : untrue(saw)
}

const more = ['taskversion', 'taskchanneluniquename']

export async function eventsSayMore(stage: Stage): Promise<Seen> {
  const { taskSid } = await aTask(stage)
  if (!(await accepted(stage, taskSid))) return notOffered
  const event = await acceptance(stage, taskSid)
  if (!event) return noEvent
  const lost = more.filter((name) => !event.has(name))
  return lost.length === 0 ? holds(more.join(', ')) : untrue(`without ${lost.join(', ')}`)
}

export async function changedIsRerouted(stage: Stage): Promise<Seen> {
  const { taskSid } = await aTask(stage, stage.strictWorkflowSid, { escalate_doctor_go: 'yes' })
  const task = stage.sdk.taskrouter.v1.workspaces(stage.workspaceSid).tasks(taskSid)
  const status = async () => (await task.fetch()).assignmentStatus
  const before = await eventually(() => ifThere(status), stage.patience)
  if (before !== 'pending') return unclear(`the task was ${before} before`)
  const started = performance.now()
  await task.update({ attributes: JSON.stringify({ escalate_doctor: stage.word, escalate_doctor_go: 'no' }) })
  const gone = await eventually(async () => ((await status()) === 'canceled' ? true : undefined), stage.patience)
  const seconds = Math.round((performance.now() - started) / 1000)
  return gone ? holds(`canceled after ${seconds} s`) : untrue(`still ${await status()} after ${seconds} s`)
}

/** TaskRouter accepts 4,096 characters. */
const tooMany = 5_000

export async function refusedAre400(stage: Stage): Promise<Seen> {
  const { taskSid } = await aTask(stage, stage.strictWorkflowSid, { escalate_doctor_go: 'yes' })
  const task = stage.sdk.taskrouter.v1.workspaces(stage.workspaceSid).tasks(taskSid)
  const attributes = JSON.stringify({ escalate_doctor: stage.word, long: 'x'.repeat(tooMany) })
  try {
    await task.update({ attributes })
    return untrue(`${tooMany} characters were accepted`)
  } catch (problem) {
    const { status, code } = problem as { readonly status?: number; readonly code?: number } // the SDK's own exceptions
    return isStatus(problem, 400) ? holds(`refused with ${status}, ${code}`) : untrue(`refused with ${status}, ${code}`)
  }
}
