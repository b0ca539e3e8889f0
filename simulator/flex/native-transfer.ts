import type { Cloud } from '../cloud/cloud.ts'
import { invalid } from '../rest/rest-error.ts'
import { readAttributes } from '../taskrouter/attributes.ts'
import type { Reservation, TaskRouterListener, Workspace } from '../taskrouter/model.ts'
import { setReservation } from '../taskrouter/reservations.ts'
import { workspaceOf } from './close-channel.ts'
import { createInvite } from './invite.ts'
import type { ChannelTransfer, InteractionChannel, Leaves } from './model.ts'

export interface NewTransfer {
  /** The channel participant of the agent who leaves. */
  readonly from: string
  /** The SID of a worker or a queue. */
  readonly to: string
  readonly noteSid?: string | null | undefined
  readonly summarySid?: string | null | undefined
  /** Overrides the setting. */
  readonly leaves?: Leaves | undefined
}

/**
 * Starts Flex's own cold transfer of a chat: a new invite with the old task's attributes and `transfer_sid`. Its task
 * may go to every agent of the workflow except the one who leaves, and is offered first to the chosen worker, if
 * available.
 */
export function startTransfer(cloud: Cloud, channel: InteractionChannel, given: NewTransfer): ChannelTransfer {
  const participant = channel.participants.get(given.from)
  const leaving = participant?.reservation
  const workspace = leaving ? workspaceOf(cloud, leaving.task) : undefined
  if (participant === undefined || !leaving || workspace === undefined || leaving.status !== 'accepted')
    throw invalid(`Participant ${given.from} is no agent of the channel`)
  const { task } = leaving
  const sid = cloud.newSid('UX')
  const now = cloud.clock.now()
  const transfer: ChannelTransfer = {
    order: cloud.nextOrder(),
    sid,
    toSid: given.to,
    leaving: participant,
    leaves: given.leaves ?? cloud.flex.transferSettings.leaves,
    noteSid: given.noteSid ?? null,
    summarySid: given.summarySid ?? null,
    createdAt: now,
    updatedAt: now,
    status: 'pending',
  }
  const chosen = workspace.workers.get(given.to)
  if (chosen === undefined && !workspace.queues.has(given.to)) throw invalid(`${given.to} is no worker and no queue`)
  channel.transfers.set(sid, transfer)
  const isAsked = chosen !== undefined && workspace.activities.get(chosen.activitySid)?.available === true
  const invite = createInvite(
    cloud,
    channel,
    {
      workspace_sid: workspace.sid,
      workflow_sid: task.workflow?.sid,
      ...(chosen === undefined && { queue_sid: given.to }),
      ...(isAsked && { worker_sid: chosen.sid }),
      task_channel_sid: task.channel.sid,
      attributes: { ...readAttributes(task.attributes), transfer_sid: sid },
    },
    [leaving.worker.sid],
  )
  cloud.flex.transferByTask.set(invite.task.sid, transfer)
  cloud.journal.change('interaction-transfer.created', sid, { channelSid: channel.sid, taskSid: invite.task.sid })
  if (transfer.leaves === 'at-once') setReservation(cloud, workspace, leaving, 'wrapping')
  return transfer
}

/** Must run before `rerouting` offers the declined task again: that must find the task free for all workers. */
export const transferDeclined = (cloud: Cloud): TaskRouterListener => ({
  reservationChanged(_workspace, { status, task }) {
    if (!cloud.flex.transferByTask.has(task.sid) || (status !== 'rejected' && status !== 'timeout')) return
    task.onlyWorkerSid = null
    task.routingTarget = null
  },
})

/** Must run after the listener that lets the new agent into the conversation, so that the customer is never alone. */
export const transferAccepted = (cloud: Cloud): TaskRouterListener => ({
  reservationChanged(workspace, { status, task }) {
    const transfer = cloud.flex.transferByTask.get(task.sid)
    if (transfer === undefined || status !== 'accepted' || transfer.status !== 'pending') return
    transfer.status = 'completed'
    transfer.updatedAt = cloud.clock.now()
    cloud.journal.change('interaction-transfer.completed', transfer.sid, { taskSid: task.sid })
    if (transfer.leaves === 'on-acceptance') letGo(cloud, workspace, transfer.leaving.reservation)
  },
})

function letGo(cloud: Cloud, workspace: Workspace, reservation: Reservation | null): void {
  if (reservation?.status === 'accepted') setReservation(cloud, workspace, reservation, 'wrapping')
}
