import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import { workspaceUrl } from './bodies.ts'
import type { Activity, TaskChannel, TaskQueue, TaskRouterEvent, Workflow, Workspace } from './model.ts'

/** A workspace as the REST API shows it. */
export function workspaceBody(cloud: Cloud, workspace: Workspace) {
  const url = workspaceUrl(workspace)
  const name = (activitySid: string): string | null => workspace.activities.get(activitySid)?.friendlyName ?? null
  const parts = ['Activities', 'Workers', 'Tasks', 'TaskQueues', 'Workflows', 'TaskChannels', 'Events']
  return {
    sid: workspace.sid,
    account_sid: cloud.account.accountSid,
    friendly_name: workspace.friendlyName,
    date_created: isoSeconds(workspace.createdAt),
    date_updated: isoSeconds(workspace.updatedAt),
    default_activity_sid: workspace.defaultActivitySid,
    default_activity_name: name(workspace.defaultActivitySid),
    timeout_activity_sid: workspace.timeoutActivitySid,
    timeout_activity_name: name(workspace.timeoutActivitySid),
    event_callback_url: workspace.eventCallbackUrl,
    events_filter: workspace.eventsFilter === '' ? null : workspace.eventsFilter,
    multi_task_enabled: true,
    prioritize_queue_order: 'FIFO',
    url,
    links: Object.fromEntries(parts.map((part) => [part.toLowerCase(), `${url}/${part}`])),
  }
}

/** The properties that all parts of a workspace share. */
function partOf(cloud: Cloud, workspace: Workspace, kind: string, part: { sid: string; createdAt: number }) {
  return {
    sid: part.sid,
    account_sid: cloud.account.accountSid,
    workspace_sid: workspace.sid,
    date_created: isoSeconds(part.createdAt),
    date_updated: isoSeconds(part.createdAt),
    url: `${workspaceUrl(workspace)}/${kind}/${part.sid}`,
    links: { workspace: workspaceUrl(workspace) },
  }
}

/** An activity as the REST API shows it. */
export function activityBody(cloud: Cloud, workspace: Workspace, activity: Activity) {
  const { friendlyName, available } = activity
  return { ...partOf(cloud, workspace, 'Activities', activity), friendly_name: friendlyName, available }
}

/** A task channel as the REST API shows it. */
export function taskChannelBody(cloud: Cloud, workspace: Workspace, channel: TaskChannel) {
  return {
    ...partOf(cloud, workspace, 'TaskChannels', channel),
    friendly_name: channel.friendlyName,
    unique_name: channel.uniqueName,
    channel_optimized_routing: false,
  }
}

/** A task queue as the REST API shows it. */
export function taskQueueBody(cloud: Cloud, workspace: Workspace, queue: TaskQueue) {
  const name = (sid: string | null): string | null => workspace.activities.get(sid ?? '')?.friendlyName ?? null
  return {
    ...partOf(cloud, workspace, 'TaskQueues', queue),
    friendly_name: queue.friendlyName,
    target_workers: queue.targetWorkers,
    max_reserved_workers: queue.maxReservedWorkers,
    task_order: queue.taskOrder,
    assignment_activity_sid: queue.assignmentActivitySid,
    assignment_activity_name: name(queue.assignmentActivitySid),
    reservation_activity_sid: queue.reservationActivitySid,
    reservation_activity_name: name(queue.reservationActivitySid),
  }
}

/** A workflow as the REST API shows it. */
export function workflowBody(cloud: Cloud, workspace: Workspace, workflow: Workflow) {
  return {
    ...partOf(cloud, workspace, 'Workflows', workflow),
    friendly_name: workflow.friendlyName,
    configuration: workflow.configuration,
    document_content_type: 'application/json',
    task_reservation_timeout: workflow.taskReservationTimeout,
    assignment_callback_url: workflow.assignmentCallbackUrl,
    fallback_assignment_callback_url: workflow.fallbackAssignmentCallbackUrl,
  }
}

/** A past event as the REST API shows it. */
export function eventBody(cloud: Cloud, workspace: Workspace, event: TaskRouterEvent) {
  const url = workspaceUrl(workspace)
  return {
    sid: event.sid,
    account_sid: cloud.account.accountSid,
    workspace_sid: workspace.sid,
    event_type: event.type,
    description: event.params['EventDescription'] ?? '',
    event_date: isoSeconds(event.at),
    event_date_ms: event.at,
    resource_sid: event.params['ResourceSid'] ?? null,
    resource_type: event.params['ResourceType'] ?? null,
    resource_url: url,
    event_data: event.params,
    actor_sid: null,
    actor_type: null,
    actor_url: null,
    source: 'twilio',
    source_ip_address: null,
    url: `${url}/Events/${event.sid}`,
  }
}
