import { parseCall } from './call-attributes.ts'
import { calling } from './codes.ts'
import { believed, unlessMissing } from './missing.ts'
import type { Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

/**
 * REST tells the second alone, webhooks the millisecond. Who was missed is the later one of two within a second: the earlier
 * one was heard of.
 */
const withinSecond = 999

/** Who is on a call, by TaskRouter. https://www.twilio.com/docs/taskrouter/api/reservations */
export function callDesks(sdk: Sdk, workspaceSid: string): Pick<Twilio, 'callDesksOf'> {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  return {
    callDesksOf: (taskSid, expected = []) =>
      calling('find the agents of a call', async () => {
        const task = await unlessMissing(() => workspace.tasks(taskSid).fetch())
        if (!task) return []
        const reservations = await believed(
          () => workspace.tasks(taskSid).reservations.list({ reservationStatus: 'accepted', pageSize: 1000 }),
          (found) => expected.every((sid) => found.some((each) => each.sid === sid)),
        )
        const { callSid, conferenceSid, direction } = parseCall(task.attributes)
        return reservations.map((each) => ({
          taskSid,
          reservationSid: each.sid,
          workerSid: each.workerSid,
          direction,
          at: each.dateUpdated.getTime() + withinSecond,
          ...(callSid && { callSid }),
          ...(conferenceSid && { conferenceSid }),
          ...(task.taskQueueSid && { queueSid: task.taskQueueSid }),
          ...(task.taskQueueFriendlyName && { queueName: task.taskQueueFriendlyName }),
          ...(task.workflowSid && { workflowSid: task.workflowSid }),
        }))
      }),
  }
}
