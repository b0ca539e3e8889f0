import { Retryable } from '../core/errors.ts'
import type { Desk } from '../core/facts.ts'
import { annotated } from './annotated.ts'
import { calling, code, isCode, isStatus, sidIn } from './codes.ts'
import { deskFrom, parseAttributes } from './desk.ts'
import type { Annotation, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

type Tasks = Pick<Twilio, 'annotateTask' | 'findTask' | 'openTasks' | 'desksOf' | 'deskOf'>

const open = ['pending', 'reserved', 'assigned']

/** TaskRouter tasks and reservations. https://www.twilio.com/docs/taskrouter/api/task */
export function tasks(sdk: Sdk, workspaceSid: string): Tasks {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)

  return {
    annotateTask: (annotation) =>
      calling('write task', async () => {
        let seen = annotation.known ?? (await read(annotation.taskSid))
        for (let round = 0; round < 5; round++) {
          if (await write(annotation, seen)) return
          seen = await read(annotation.taskSid)
        }
        throw new Retryable('write task: others keep writing to it')
      }),

    findTask: (taskSid) =>
      calling('read task', async () => {
        try {
          const task = await workspace.tasks(taskSid).fetch()
          const { conversationSid } = parseAttributes(task.attributes)
          return { taskSid: task.sid, isOpen: open.includes(task.assignmentStatus), conversationSid }
        } catch (problem) {
          if (isStatus(problem, 404)) return undefined
          throw problem
        }
      }),

    openTasks: () =>
      calling('list tasks', async () => {
        const all = await workspace.tasks.list({ assignmentStatus: open, pageSize: 1000 })
        return new Set(all.map((task) => task.sid))
      }),

    desksOf: (conversationSid) =>
      calling('find the tasks of a conversation', async () => {
        const found = await workspace.tasks.list({
          evaluateTaskAttributes: `conversationSid == "${conversationSid}"`,
          limit: 20,
        })
        const desks = found
          .filter((task) => task.assignmentStatus === 'assigned')
          .map(async (task) => {
            const reservations = await workspace.tasks(task.sid).reservations.list({ reservationStatus: 'accepted' })
            return Promise.all(reservations.map((each) => desk(task, each)))
          })
        return (await Promise.all(desks)).flat()
      }),

    deskOf: (taskSid, workerSid) =>
      calling('find the reservation of a worker', async () => {
        const [task, reservations] = await Promise.all([
          workspace.tasks(taskSid).fetch(),
          workspace.tasks(taskSid).reservations.list({ reservationStatus: 'accepted', workerSid }),
        ])
        const [accepted] = reservations
        return accepted && desk(task, accepted)
      }),
  }

  async function desk(
    task: { sid: string; attributes: string; taskChannelUniqueName: string },
    reservation: { sid: string; workerSid: string },
  ): Promise<Desk> {
    const worker = await workspace.workers(reservation.workerSid).fetch()
    return deskFrom({
      taskSid: task.sid,
      taskAttributes: task.attributes,
      reservationSid: reservation.sid,
      workerSid: reservation.workerSid,
      workerAttributes: worker.attributes,
      taskChannel: task.taskChannelUniqueName,
    })
  }

  async function read(taskSid: string) {
    const { body, headers } = await workspace.tasks(taskSid).fetchWithHttpInfo()
    const etag = new Map(Object.entries(headers ?? {})).get('etag')
    if (typeof etag !== 'string') throw new Retryable('read task: the answer has no ETag')
    return { version: etag.replaceAll('"', ''), attributes: body.attributes }
  }

  /** @returns false when the task has changed since it was seen */
  async function write(annotation: Annotation, seen: { version: string; attributes: string }): Promise<boolean> {
    const attributes = annotated(seen.attributes, annotation)
    if (attributes === undefined) return true
    try {
      const task = await workspace.tasks(annotation.taskSid).update({ ifMatch: seen.version, attributes })
      sidIn('write task', task)
      return true
    } catch (problem) {
      if (isCode(problem, code.versionMismatch) || isStatus(problem, 412)) return false
      throw problem
    }
  }
}
