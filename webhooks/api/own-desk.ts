import type { Desk } from '../../src/core/facts.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import type { Escalations } from '../escalations.ts'
import { Refused } from '../problem.ts'

type Deps = { readonly escalations: Escalations; readonly twilio: Pick<Twilio, 'findTask' | 'deskOf'> }

/**
 * The conversation of a task on which this worker holds an accepted reservation. TaskRouter's events told us of most;
 * for the rest Twilio is asked, and what it says comes along as `desk`.
 *
 * @throws Refused 404 for no such task, 409 for one that is over, 422 for one without a conversation, 403 for another's
 */
export async function ownDesk(
  taskSid: string,
  workerSid: string,
  { escalations, twilio }: Deps,
): Promise<{ readonly key: string; readonly desk?: Desk }> {
  const known = await escalations.ofTask(taskSid)
  const isTheirs = known?.state.desks.some((desk) => desk.taskSid === taskSid && desk.workerSid === workerSid)
  if (known && isTheirs) return { key: known.key }

  const task = await twilio.findTask(taskSid)
  if (!task) throw new Refused(404, 'unknown-task', 'There is no such task.')
  if (!task.conversationSid) throw new Refused(422, 'no-conversation', 'This task has no conversation.')
  if (!task.isOpen) throw new Refused(409, 'task-closed', 'This task is already over.')
  const desk = await twilio.deskOf(taskSid, workerSid)
  if (!desk) throw new Refused(403, 'not-your-task', 'This task is not assigned to you.')
  return { key: task.conversationSid, desk }
}
