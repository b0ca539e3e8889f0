import type { Cloud } from '../cloud/cloud.ts'
import type { TaskRouterEvent, Workspace } from './model.ts'

type Params = Readonly<Record<string, string>>

const keptEvents = 10_000

/**
 * Fields that Twilio really sends and that no page documents for events of tasks and reservations (Twilio docs:
 * "TaskRouter Events").
 */
const undocumented = new RegExp(
  '^(Sid|TimestampMs|OperatingUnitSid|ReservationVersion|WorkerVersion|WorkflowName|' +
    'Task(Version|ChannelSid|ChannelUniqueName|DateCreated|VirtualStartTime|QueueName|QueueTargetExpression|QueueEnteredDate))$',
)
const asDocumented = (params: Params): Params =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !undocumented.test(name)))

/**
 * Records a TaskRouter event and sends it to the workspace's one callback URL, if the workspace's filter includes it.
 */
export function sendTaskRouterEvent(
  cloud: Cloud,
  workspace: Workspace,
  type: string,
  resource: { readonly sid: string; readonly description: string },
  params: Params,
): void {
  const at = cloud.clock.now()
  const as = cloud.untrue.has('events-say-more') ? asDocumented : (all: Params) => all
  const event: TaskRouterEvent = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('EV'),
    at,
    type,
    params: as({
      EventType: type,
      ResourceType: type.split('.', 1)[0]?.replace('-', '') ?? '',
      ResourceSid: resource.sid,
      EventDescription: resource.description,
      ...params,
    }),
  }
  workspace.events.push(event)
  if (workspace.events.length > 2 * keptEvents) workspace.events.splice(0, keptEvents)
  const { TaskSid: taskSid, TaskAssignmentStatus: taskStatus, WorkerSid: workerSid } = params
  cloud.journal.change(type, resource.sid, { taskSid, taskStatus, workerSid })
  for (const listener of cloud.taskrouter.listeners) listener.happened?.(workspace, type, resource.sid)
  const filter = workspace.eventsFilter.split(',').map((name) => name.trim())
  if (workspace.eventCallbackUrl === null || !(filter.includes(type) || filter.join() === '')) return
  cloud.webhooks.send({
    product: 'taskrouter',
    event: type,
    url: workspace.eventCallbackUrl,
    method: 'POST',
    resource: params['TaskSid'] ?? resource.sid,
    params: as({
      AccountSid: cloud.account.accountSid,
      WorkspaceSid: workspace.sid,
      WorkspaceName: workspace.friendlyName,
      Sid: event.sid,
      Timestamp: String(Math.floor(at / 1000)),
      TimestampMs: String(at),
      OperatingUnitSid: `OU${workspace.sid.slice(2)}`,
      ...event.params,
    }),
  })
}
