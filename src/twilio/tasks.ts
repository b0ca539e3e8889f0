import { Permanent, Retryable } from '../core/errors.ts'
import type { Desk } from '../core/facts.ts'
import type { Unwritten } from '../core/task-attributes.ts'
import { agents } from './agents.ts'
import { annotated, withdrawn } from './annotated.ts'
import { calling, code, isCode, isStatus, sidIn } from './codes.ts'
import { deskFrom, parseAttributes } from './desk.ts'
import { believed, unlessMissing } from './missing.ts'
import type { Annotation, Offer, TaskRead, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

type Tasks = Pick<
  Twilio,
  | 'annotateTask'
  | 'readTask'
  | 'findTask'
  | 'openTasks'
  | 'desksOf'
  | 'desksBy'
  | 'deskOf'
  | 'offersOn'
  | 'withdrawInvite'
  | 'learnAgents'
>

type TaskFields = { readonly sid: string; readonly attributes: string; readonly taskChannelUniqueName: string }
type Wanted = { readonly reservationStatus?: 'pending' | 'accepted'; readonly workerSid?: string }
type ReservationFields = { readonly sid: string; readonly workerSid: string }

const open = ['pending', 'reserved', 'assigned']

const isSome = (found: readonly unknown[]): boolean => found.length > 0
const isAbout = ({ attributes }: Pick<TaskFields, 'attributes'>, conversationSid: string): boolean =>
  attributes.includes(conversationSid) && parseAttributes(attributes).conversationSid === conversationSid

/** TaskRouter tasks and reservations. https://www.twilio.com/docs/taskrouter/api/task */
export function tasks(sdk: Sdk, workspaceSid: string): Tasks {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  const { learnAgents, workerBy } = agents(sdk, workspaceSid)
  const fetched = (taskSid: string) => unlessMissing(() => workspace.tasks(taskSid).fetch())

  const reservationsOf = (taskSid: string, wanted: Wanted = {}) =>
    workspace.tasks(taskSid).reservations.list({ ...wanted, pageSize: 1000 })

  return {
    annotateTask: (annotation) =>
      calling('write task', async () => {
        let seen = annotation.known ?? (await read(annotation.taskSid))
        for (let round = 0; round < 5; round++) {
          const written = await write(annotation, seen)
          if (written !== 'changed') return written === 'done' ? undefined : written
          seen = await read(annotation.taskSid)
        }
        throw new Retryable('write task: others keep writing to it')
      }),

    readTask: (taskSid) => calling('read task', () => readTask(taskSid)),

    findTask: (taskSid) =>
      calling('read task', async () => {
        const task = await readTask(taskSid)
        return task && { taskSid, isOpen: open.includes(task.status), conversationSid: task.conversationSid }
      }),

    openTasks: () =>
      calling('list tasks', async () => {
        const all = await workspace.tasks.list({ assignmentStatus: open, pageSize: 1000 })
        return new Set(all.map((task) => task.sid))
      }),

    desksOf: (conversationSid) =>
      calling('find the tasks of a conversation', async () => {
        const tasks = await believed(() => assignedIn(conversationSid), isSome)
        const desks = tasks.map(async (task) => {
          const reservations = await reservationsOf(task.sid, { reservationStatus: 'accepted' })
          return Promise.all(reservations.map((each) => desk(task, each)))
        })
        return (await Promise.all(desks)).flat()
      }),

    desksBy: ({ conversationSid, identities }) =>
      calling('find the tasks of an agent', async () => {
        const found = identities.map(async (identity) => {
          const workerSid = await workerBy(identity)
          if (workerSid === undefined) return []
          return [{ identity, desks: await believed(() => accepted(workerSid, conversationSid), isSome) }]
        })
        const agents = (await Promise.all(found)).flat()
        return { desks: agents.flatMap(({ desks }) => desks), agents: agents.map(({ identity }) => identity) }
      }),

    learnAgents,

    deskOf: (taskSid, workerSid) =>
      calling('find the reservation of a worker', async () => {
        const task = await fetched(taskSid)
        if (!task) return undefined
        const [mine] = await believed(
          () => reservationsOf(taskSid, { reservationStatus: 'accepted', workerSid }),
          isSome,
        )
        return mine && desk(task, mine)
      }),

    offersOn: (taskSid) =>
      calling('list the offers of a task', async () => {
        const task = await fetched(taskSid)
        if (!task) return []
        return Promise.all((await reservationsOf(taskSid)).map((each) => offer(task, each)))
      }),

    // An interaction's task must not be cancelled over TaskRouter's API. But no filter of the transfer workflow takes a
    // task that goes nowhere, so TaskRouter, which looks at a changed task anew, cancels it by itself. Whoever it rings
    // at has to be rid of it first: TaskRouter leaves a reserved task with them.
    withdrawInvite: (taskSid) =>
      calling('withdraw an invite', async () => {
        const task = await readTask(taskSid)
        if (!task || !['pending', 'reserved'].includes(task.status)) return task?.status ?? 'deleted'
        await changeTask(taskSid, withdrawn)
        const ringing = await reservationsOf(taskSid, { reservationStatus: 'pending' })
        await Promise.all(ringing.map((each) => rejectFor(taskSid, each.sid)))
        return (await readTask(taskSid))?.status ?? 'deleted'
      }),
  }

  /** A filter by attributes (`EvaluateTaskAttributes`) is allowed three times a second in the whole account: hence all of them. */
  async function assignedIn(conversationSid: string) {
    const all = await workspace.tasks.list({ assignmentStatus: ['assigned'], pageSize: 1000 })
    return all.filter((task) => isAbout(task, conversationSid))
  }

  async function accepted(workerSid: string, conversationSid: string): Promise<readonly Desk[]> {
    const theirs = await workspace
      .workers(workerSid)
      .reservations.list({ reservationStatus: 'accepted', pageSize: 1000 })
    const desks = theirs.map(async (each) => {
      const task = await fetched(each.taskSid)
      return task?.assignmentStatus === 'assigned' && isAbout(task, conversationSid) ? [await desk(task, each)] : []
    })
    return (await Promise.all(desks)).flat()
  }

  /** Refused when the reservation has been answered meanwhile; then there is nothing to reject. */
  async function rejectFor(taskSid: string, reservationSid: string): Promise<void> {
    const reservation = workspace.tasks(taskSid).reservations(reservationSid)
    try {
      await reservation.update({ reservationStatus: 'rejected' })
    } catch (problem) {
      if (isStatus(problem, 404)) return
      if ((await reservation.fetch()).reservationStatus === 'pending') throw problem
    }
  }

  async function changeTask(taskSid: string, change: (attributes: string) => string | undefined): Promise<void> {
    for (let round = 0; round < 5; round++) {
      const seen = await read(taskSid)
      const attributes = change(seen.attributes)
      if (attributes === undefined || (await replace(taskSid, seen.version, attributes))) return
    }
    throw new Retryable('write task: others keep writing to it')
  }

  async function readTask(taskSid: string): Promise<TaskRead | undefined> {
    const task = await fetched(taskSid)
    if (!task) return undefined
    const { conversationSid, flexInteractionSid, flexInteractionChannelSid } = parseAttributes(task.attributes)
    return {
      taskSid: task.sid,
      status: task.assignmentStatus,
      taskChannel: task.taskChannelUniqueName,
      conversationSid,
      interactionSid: flexInteractionSid,
      channelSid: flexInteractionChannelSid,
      attributes: task.attributes,
    }
  }

  async function offer(
    task: TaskFields,
    reservation: ReservationFields & { reservationStatus: string },
  ): Promise<Offer> {
    const { sid: reservationSid, workerSid, reservationStatus: status } = reservation
    const accepted = status === 'accepted' ? { desk: await desk(task, reservation) } : {}
    return { reservationSid, workerSid, status, ...accepted }
  }

  async function desk(task: TaskFields, reservation: ReservationFields): Promise<Desk> {
    const worker = await workspace.workers(reservation.workerSid).fetch()
    return deskFrom({
      taskSid: task.sid,
      taskAttributes: task.attributes,
      reservationSid: reservation.sid,
      workerSid: reservation.workerSid,
      workerName: worker.friendlyName,
      workerAttributes: worker.attributes,
      taskChannel: task.taskChannelUniqueName,
    })
  }

  async function read(taskSid: string) {
    const seen = await unlessMissing(() => workspace.tasks(taskSid).fetchWithHttpInfo())
    if (!seen) throw new Permanent('read task: there is none', { code: code.notFound, status: 404 })
    const { body, headers } = seen
    const etag = new Map(Object.entries(headers ?? {})).get('etag')
    if (typeof etag !== 'string') throw new Retryable('read task: the answer has no ETag')
    return { version: etag.replaceAll('"', ''), attributes: body.attributes }
  }

  /** `changed`: the task is not any more what was seen. */
  async function write(
    annotation: Annotation,
    seen: { version: string; attributes: string },
  ): Promise<Unwritten | 'changed' | 'done'> {
    const { attributes, unwritten = 'done' } = annotated(seen.attributes, annotation)
    if (attributes === undefined) return unwritten
    try {
      return (await replace(annotation.taskSid, seen.version, attributes)) ? unwritten : 'changed'
    } catch (problem) {
      // By which code TaskRouter refuses attributes is not documented, and no other part of this request can be wrong.
      if (isStatus(problem, 400)) return 'refused'
      throw problem
    }
  }

  /** @returns false when the task has changed since it had this version */
  async function replace(taskSid: string, version: string, attributes: string): Promise<boolean> {
    try {
      const task = await workspace.tasks(taskSid).update({ ifMatch: version, attributes })
      sidIn('write task', task)
      return true
    } catch (problem) {
      if (isCode(problem, code.versionMismatch) || isStatus(problem, 412)) return false
      throw problem
    }
  }
}
