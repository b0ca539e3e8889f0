import type { Assignment } from '../../src/core/facts.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import type { Escalations } from '../escalations.ts'
import { Refused } from '../problem.ts'

type Deps = { readonly escalations: Escalations; readonly twilio: Pick<Twilio, 'findTask' | 'assignmentOf'> }

/**
 * The conversation of a task on which this worker holds an accepted reservation. TaskRouter's events told us of most;
 * for the rest Twilio is asked, and what it says comes along as `assignment`.
 *
 * @throws Refused 404 for no such task, 409 for one that is over, 422 for one without a conversation, 403 for another's
 */
export async function ownAssignment(
  taskSid: string,
  workerSid: string,
  { escalations, twilio }: Deps,
): Promise<{ readonly key: string; readonly assignment?: Assignment }> {
  const known = await escalations.ofTask(taskSid)
  const isTheirs = known?.state.assignments.some(
    (assignment) => assignment.taskSid === taskSid && assignment.workerSid === workerSid,
  )
  if (known && isTheirs) return { key: known.key }

  const task = await twilio.findTask(taskSid)
  if (!task) throw new Refused(404, 'unknown-task', 'There is no such task.')
  if (!task.conversationSid) throw new Refused(422, 'no-conversation', 'This task has no conversation.')
  if (!task.isOpen) throw new Refused(409, 'task-closed', 'This task is already over.')
  const assignment = await twilio.assignmentOf(taskSid, workerSid)
  if (!assignment) throw new Refused(403, 'not-your-task', 'This task is not assigned to you.')
  return { key: task.conversationSid, assignment }
}
