import type { Cloud } from '../cloud/cloud.ts'
import { invalid } from '../rest/rest-error.ts'
import { taskParams } from './event-params.ts'
import type { Reservation, Task, TaskRouterListener, Transfer, Workspace } from './model.ts'
import { openReservations, setReservation } from './reservations.ts'
import { offerInQueue } from './routing.ts'
import { sendTaskRouterEvent } from './send-event.ts'
import { announceStatus, isOpen, moveTask } from './task-status.ts'
import { endTask } from './tasks.ts'

export interface NewTransfer {
  readonly from: Reservation
  readonly mode: 'WARM' | 'COLD'
  /** The SID of a worker or a queue. */
  readonly toSid: string
}

/**
 * Starts a transfer: the task stays the same and is offered to another worker. The worker who transfers keeps it until
 * they wrap up. Flex uses its own connection for this; the REST API has no address for it.
 */
export function startTransfer(cloud: Cloud, workspace: Workspace, { from, mode, toSid }: NewTransfer): Transfer {
  const { task } = from
  if (from.status !== 'accepted') throw invalid(`Reservation ${from.sid} is ${from.status}, not accepted`)
  if (task.transfer !== null) throw invalid(`Task ${task.sid} is being transferred already`)
  const queue = workspace.queues.get(toSid)
  if (queue === undefined && !workspace.workers.has(toSid)) throw invalid(`${toSid} is neither a worker nor a queue`)
  if (from.worker.sid === toSid) throw invalid('A task cannot be transferred to the worker who has it')
  const transfer: Transfer = {
    sid: cloud.newSid('TT'),
    mode,
    type: queue === undefined ? 'WORKER' : 'QUEUE',
    toSid,
    from,
    startedAt: cloud.clock.now(),
    declinedBy: new Set(),
    status: 'initiated',
    failedReason: null,
    offered: null,
  }
  task.transfer = transfer
  if (queue !== undefined) {
    task.queue = queue
    task.queueEnteredAt = cloud.clock.now()
  }
  sendTransferEvent(cloud, workspace, task, transfer, 'task.transfer-initiated')
  offerInQueue(cloud, workspace, task)
  return transfer
}

/** Cancels a transfer that nobody has accepted yet. */
export function cancelTransfer(cloud: Cloud, workspace: Workspace, task: Task): void {
  const transfer = openTransfer(task)
  end(cloud, workspace, task, transfer, 'canceled')
  if (transfer.offered?.status === 'pending') setReservation(cloud, workspace, transfer.offered, 'canceled')
  settleTask(cloud, workspace, task, 'Transfer canceled')
}

/**
 * The transfer under way.
 * @throws RestError 20001 if there is none
 */
export function openTransfer(task: Task): Transfer {
  if (task.transfer === null) throw invalid(`Task ${task.sid} is not being transferred`)
  return task.transfer
}

/**
 * Makes a transfer follow its offers: an accepted offer completes it; after a declined one the queue's next worker gets
 * an offer, or the transfer fails.
 */
export const transfersFollow = (cloud: Cloud): TaskRouterListener => ({
  reservationChanged(workspace, reservation) {
    const { task, status, worker } = reservation
    const { transfer } = task
    if (transfer === null) return
    if (!isOpen(task) || (transfer.offered === reservation && status === 'canceled')) {
      end(cloud, workspace, task, transfer, 'canceled')
      settleTask(cloud, workspace, task, 'Transfer canceled')
    } else if (transfer.offered === reservation && status === 'accepted') {
      end(cloud, workspace, task, transfer, 'completed')
    } else if (transfer.offered === reservation && (status === 'rejected' || status === 'timeout')) {
      transfer.declinedBy.add(worker.sid)
      transfer.failedReason = `Reservation ${status}`
      sendTransferEvent(cloud, workspace, task, transfer, 'task.transfer-attempt-failed')
      if (transfer.type === 'QUEUE') offerInQueue(cloud, workspace, task)
      else {
        end(cloud, workspace, task, transfer, 'failed')
        settleTask(cloud, workspace, task, 'Transfer failed')
      }
    }
  },
})

/** Ends a task that no worker has or can get any more: it is wrapping if a worker still wraps up, else canceled. */
export function settleTask(cloud: Cloud, workspace: Workspace, task: Task, reason: string): void {
  if (task.status !== 'pending' && task.status !== 'reserved') return
  const wrapping = openReservations(task).some(({ status }) => status === 'wrapping')
  if (!wrapping) endTask(cloud, workspace, task, 'canceled', reason)
  else if (moveTask(cloud, workspace, task, 'wrapping')) announceStatus(cloud, workspace, task)
}

function end(
  cloud: Cloud,
  workspace: Workspace,
  task: Task,
  transfer: Transfer,
  how: 'completed' | 'failed' | 'canceled',
): void {
  transfer.status = how
  task.transfer = null
  workspace.waiting.delete(task)
  sendTransferEvent(cloud, workspace, task, transfer, `task.transfer-${how}`)
}

/**
 * Twilio documents no fields for these events. They are those of Event Streams' TaskRouter schema, spelled as in
 * webhooks.
 */
function sendTransferEvent(cloud: Cloud, workspace: Workspace, task: Task, transfer: Transfer, event: string): void {
  const resource = { sid: task.sid, description: `Task ${task.sid} ${event.slice('task.'.length)}` }
  sendTaskRouterEvent(cloud, workspace, event, resource, {
    ...taskParams(cloud, task),
    TaskTransferSid: transfer.sid,
    TransferMode: transfer.mode,
    TransferType: transfer.type,
    TransferTo: transfer.toSid,
    TransferStatus: transfer.status,
    TransferStarted: String(Math.floor(transfer.startedAt / 1000)),
    TransferInitiatingReservationSid: transfer.from.sid,
    TransferInitiatingWorkerSid: transfer.from.worker.sid,
    ...(transfer.failedReason === null ? {} : { TransferFailedReason: transfer.failedReason }),
  })
}
