import { type CallAttributes, parseCall } from './call-attributes.ts'
import { calling } from './codes.ts'
import { believed, unlessMissing } from './missing.ts'
import type { Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

/**
 * REST timestamps have second precision, webhook timestamps milliseconds. If both fall into one second, the one found
 * over REST counts as later, because the earlier event was received.
 */
const withinSecond = 999

/** The agents of a call, from TaskRouter. https://www.twilio.com/docs/taskrouter/api/reservations */
export function callAssignments(sdk: Sdk, workspaceSid: string): Pick<Twilio, 'callAssignmentsOf' | 'openCalls'> {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  return {
    callAssignmentsOf: (taskSid, expected = []) =>
      calling('find the agents of a call', async () => {
        const task = await unlessMissing(() => workspace.tasks(taskSid).fetch())
        if (!task) return []
        const all = await believed(
          () => workspace.tasks(taskSid).reservations.list({ pageSize: 1000 }),
          (found) => expected.every((sid) => accepted(found).some((each) => each.sid === sid)),
        )
        const { callSid, conferenceSid, direction, isInternal, ours: copied } = parseCall(task.attributes)
        if (isInternal) return []
        const served = all.filter(({ reservationStatus }) => had.includes(reservationStatus))
        served.sort(byTurn)
        const ours = copied?.taskSid === taskSid ? copied : undefined
        return accepted(served).map((each) => ({
          taskSid,
          reservationSid: each.sid,
          workerSid: each.workerSid,
          direction,
          before: served.indexOf(each),
          agents: Math.max(served.length, ours?.agents ?? 0),
          at: each.dateUpdated.getTime() + withinSecond,
          isFound: true,
          names: ours?.names ?? 1,
          ...(callSid && { callSid }),
          ...(conferenceSid && { conferenceSid }),
          ...(ours?.to[each.sid] && { destination: ours.to[each.sid] }),
          // A transfer changes queue and workflow, so they belong to the latest agent.
          ...(each === served.at(-1) && routeOf(task)),
        }))
      }),

    openCalls: () =>
      calling('list calls', async () => {
        const all = await workspace.tasks.list({ assignmentStatus: unfinished, pageSize: 1000 })
        const isCall = ({ isInternal, isConversation }: CallAttributes) => !isInternal && !isConversation
        return (
          all
            .filter(({ taskChannelUniqueName }) => taskChannelUniqueName === 'voice')
            .map((task) => ({
              sid: task.sid,
              assignmentStatus: task.assignmentStatus,
              call: parseCall(task.attributes),
            }))
            .filter(({ call }) => isCall(call))
            // Other tasks have no agent. If we have written to a task, somebody may be left in its conference.
            .filter(({ sid, assignmentStatus, call }) => assignmentStatus === 'assigned' || call.ours?.taskSid === sid)
            .map(({ sid: taskSid, call: { direction } }) => ({ taskSid, direction }))
        )
      }),
  }
}

const routeOf = ({ taskQueueSid, taskQueueFriendlyName, workflowSid }: Route) => ({
  ...(taskQueueSid && { queueSid: taskQueueSid }),
  ...(taskQueueFriendlyName && { queueName: taskQueueFriendlyName }),
  ...(workflowSid && { workflowSid }),
})
type Route = { readonly taskQueueSid: string; readonly taskQueueFriendlyName: string; readonly workflowSid: string }

const unfinished = ['pending', 'reserved', 'assigned', 'wrapping']

/** Within one second, agents who have left come first. */
const byTurn = (a: Reservation, b: Reservation): number =>
  a.dateCreated.getTime() - b.dateCreated.getTime() || Number(isAccepted(a)) - Number(isAccepted(b))

/** The reservation statuses of agents who have or had the call. */
const had: readonly string[] = ['accepted', 'wrapping', 'completed']
const accepted = <R extends Pick<Reservation, 'reservationStatus'>>(all: readonly R[]): readonly R[] =>
  all.filter(isAccepted)
const isAccepted = ({ reservationStatus }: Pick<Reservation, 'reservationStatus'>) => reservationStatus === 'accepted'
type Reservation = { readonly dateCreated: Date; readonly reservationStatus: string }
