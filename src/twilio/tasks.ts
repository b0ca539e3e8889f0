import type { Assignment } from '../core/facts.ts'
import type { agents } from './agents.ts'
import { withdrawn } from './annotated.ts'
import { assignmentFrom, parseAttributes } from './assignment.ts'
import { calling, isStatus } from './codes.ts'
import { believed, unlessMissing } from './missing.ts'
import type { Offer, TaskRead, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'
import { taskWrites } from './task-writes.ts'

type Tasks = Pick<
  Twilio,
  | 'annotateTask'
  | 'compareVersion'
  | 'readTask'
  | 'findTask'
  | 'openTasks'
  | 'assignmentsOf'
  | 'assignmentsBy'
  | 'assignmentOf'
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
export function tasks(sdk: Sdk, workspaceSid: string, agentLookup: ReturnType<typeof agents>): Tasks {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  const { learnAgents, workerBy } = agentLookup
  const writes = taskWrites(sdk, workspaceSid)
  const fetched = (taskSid: string) => unlessMissing(() => workspace.tasks(taskSid).fetch())

  const reservationsOf = (taskSid: string, wanted: Wanted = {}) =>
    workspace.tasks(taskSid).reservations.list({ ...wanted, pageSize: 1000 })

  return {
    annotateTask: writes.annotateTask,
    compareVersion: writes.compareVersion,

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

    assignmentsOf: (conversationSid) =>
      calling('find the tasks of a conversation', async () => {
        const tasks = await believed(() => assignedIn(conversationSid), isSome)
        const assignments = tasks.map(async (task) => {
          const reservations = await reservationsOf(task.sid, { reservationStatus: 'accepted' })
          return Promise.all(reservations.map((each) => assignment(task, each)))
        })
        return (await Promise.all(assignments)).flat()
      }),

    assignmentsBy: ({ conversationSid, identities }) =>
      calling('find the tasks of an agent', async () => {
        const found = identities.map(async (identity) => {
          const workerSid = await workerBy(identity)
          if (workerSid === undefined) return []
          return [{ identity, assignments: await believed(() => accepted(workerSid, conversationSid), isSome) }]
        })
        const agents = (await Promise.all(found)).flat()
        return {
          assignments: agents.flatMap(({ assignments }) => assignments),
          agents: agents.map(({ identity }) => identity),
        }
      }),

    learnAgents,

    assignmentOf: (taskSid, workerSid) =>
      calling('find the reservation of a worker', async () => {
        const task = await fetched(taskSid)
        if (!task) return undefined
        const [reservation] = await believed(
          () => reservationsOf(taskSid, { reservationStatus: 'accepted', workerSid }),
          isSome,
        )
        return reservation && assignment(task, reservation)
      }),

    offersOn: (taskSid) =>
      calling('list the offers of a task', async () => {
        const task = await fetched(taskSid)
        if (!task) return []
        return Promise.all((await reservationsOf(taskSid)).map((each) => offer(task, each)))
      }),

    // An interaction's task must not be cancelled over TaskRouter's API. But TaskRouter routes a changed task again,
    // and cancels it when no filter of the transfer workflow matches. TaskRouter does not route reserved tasks, so
    // pending reservations are rejected.
    withdrawInvite: (taskSid) =>
      calling('withdraw an invite', async () => {
        const task = await readTask(taskSid)
        if (!task || !['pending', 'reserved'].includes(task.status)) return task?.status ?? 'deleted'
        await writes.changeTask(taskSid, withdrawn)
        const ringing = await reservationsOf(taskSid, { reservationStatus: 'pending' })
        await Promise.all(ringing.map((each) => rejectFor(taskSid, each.sid)))
        return (await readTask(taskSid))?.status ?? 'deleted'
      }),
  }

  /** Reads all tasks: filters by attributes (`EvaluateTaskAttributes`) are limited to three a second in the account. */
  async function assignedIn(conversationSid: string) {
    const all = await workspace.tasks.list({ assignmentStatus: ['assigned'], pageSize: 1000 })
    return all.filter((task) => isAbout(task, conversationSid))
  }

  async function accepted(workerSid: string, conversationSid: string): Promise<readonly Assignment[]> {
    const reservations = await workspace
      .workers(workerSid)
      .reservations.list({ reservationStatus: 'accepted', pageSize: 1000 })
    const assignments = reservations.map(async (each) => {
      const task = await fetched(each.taskSid)
      return task?.assignmentStatus === 'assigned' && isAbout(task, conversationSid)
        ? [await assignment(task, each)]
        : []
    })
    return (await Promise.all(assignments)).flat()
  }

  /** Rejects a reservation. If the agent has answered it meanwhile, Twilio refuses, and nothing is left to reject. */
  async function rejectFor(taskSid: string, reservationSid: string): Promise<void> {
    const reservation = workspace.tasks(taskSid).reservations(reservationSid)
    try {
      await reservation.update({ reservationStatus: 'rejected' })
    } catch (problem) {
      if (isStatus(problem, 404)) return
      if ((await reservation.fetch()).reservationStatus === 'pending') throw problem
    }
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
    const accepted = status === 'accepted' ? { assignment: await assignment(task, reservation) } : {}
    return { reservationSid, workerSid, status, ...accepted }
  }

  async function assignment(task: TaskFields, reservation: ReservationFields): Promise<Assignment> {
    const worker = await workspace.workers(reservation.workerSid).fetch()
    return assignmentFrom({
      taskSid: task.sid,
      taskAttributes: task.attributes,
      reservationSid: reservation.sid,
      workerSid: reservation.workerSid,
      workerName: worker.friendlyName,
      workerAttributes: worker.attributes,
      taskChannel: task.taskChannelUniqueName,
    })
  }
}
