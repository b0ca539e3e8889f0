import type { Assignment } from '../../src/core/facts.ts'
import type { Channel, Twilio } from '../../src/twilio/port.ts'
import { Refused } from '../problem.ts'

export type OwnChannel = { readonly key: string; readonly assignment: Assignment; readonly channel: Channel }

const over = ['completed', 'canceled']

/**
 * Finds the channel of a task this worker has accepted, as Twilio sees it now: a transfer must not be decided on stale
 * data.
 *
 * @throws Refused 404 for an unknown task, 409 if it is over or not accepted, 403 if it is another worker's, 422 if it
 *   is not a conversation of Flex, e.g. a call
 */
export async function ownChannel(
  taskSid: string,
  workerSid: string,
  twilio: Pick<Twilio, 'readTask' | 'assignmentOf'>,
): Promise<OwnChannel> {
  const task = await twilio.readTask(taskSid)
  if (!task) throw new Refused(404, 'unknown-task', 'There is no such task.')
  if (task.taskChannel === 'voice') throw new Refused(422, 'wrong-channel', 'Calls are transferred by Flex itself.')
  if (!task.conversationSid) throw new Refused(422, 'no-conversation', 'This task has no conversation.')
  if (over.includes(task.status)) throw new Refused(409, 'task-closed', 'This task is already over.')
  if (task.status !== 'assigned')
    throw new Refused(409, 'task-not-assigned', 'This task is not accepted, or it is already in wrap-up.')
  const { interactionSid, channelSid } = task
  if (!interactionSid || !channelSid)
    throw new Refused(
      422,
      'wrong-channel',
      'This conversation was not started by Flex, so nobody can be invited to it.',
    )
  const assignment = await twilio.assignmentOf(taskSid, workerSid)
  if (!assignment) throw new Refused(403, 'not-your-task', 'This task is not assigned to you.')
  return { key: task.conversationSid, assignment, channel: { interactionSid, channelSid } }
}
