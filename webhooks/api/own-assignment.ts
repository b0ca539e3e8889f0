import type { Assignment } from '../../src/core/facts.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import type { Escalations } from '../escalations.ts'
import { Refused } from '../problem.ts'

type Deps = { readonly escalations: Escalations; readonly twilio: Pick<Twilio, 'findTask' | 'assignmentOf'> }

/**
 * Finds the conversation of a task on which this worker holds an accepted reservation. Most are known from TaskRouter's
 * events; for the rest we ask Twilio, and return its answer as `assignment`.
 *
 * @throws Refused 404 for an unknown task, 409 if it is over, 422 if it has no conversation, 403 if it is another
 *   worker's
 */
export async function ownAssignment(
  taskSid: string,
  workerSid: string,
  { escalations, twilio }: Deps,
): Promise<{ readonly key: string; readonly assignment?: Assignment }> {
  const known = await escalations.ofTask(taskSid)
  const isWorkers = known?.state.assignments.some(
    (assignment) => assignment.taskSid === taskSid && assignment.workerSid === workerSid,
  )
  if (known && isWorkers) return { key: known.key }

  const task = await twilio.findTask(taskSid)
  if (!task) throw new Refused(404, 'unknown-task', 'There is no such task.')
  if (!task.conversationSid) throw new Refused(422, 'no-conversation', 'This task has no conversation.')
  if (!task.isOpen) throw new Refused(409, 'task-closed', 'This task is already over.')
  const assignment = await twilio.assignmentOf(taskSid, workerSid)
  if (!assignment) throw new Refused(403, 'not-your-task', 'This task is not assigned to you.')
  return { key: task.conversationSid, assignment }
}
