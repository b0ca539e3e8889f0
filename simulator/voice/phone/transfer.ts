import type { Cloud } from '../../cloud/cloud.ts'
import { invalid } from '../../rest/rest-error.ts'
import type { Reservation, Transfer } from '../../taskrouter/model.ts'
import { cancelTransfer, openTransfer, startTransfer } from '../../taskrouter/transfers.ts'
import { endCall } from '../call-life.ts'
import { changeSeat } from '../change-seat.ts'
import type { PhoneTask } from '../model.ts'

export interface PhoneTransfer {
  /** The SID of a worker or a queue. */
  readonly to: string
  readonly mode: 'warm' | 'cold'
  readonly workerSid?: string | undefined
}

/**
 * Transfers a call from one agent. Warm: the customer is on hold while the agents talk. Cold: the agent leaves at once
 * and the customer waits alone.
 */
export function transferCall(cloud: Cloud, phone: PhoneTask, { to, mode, workerSid }: PhoneTransfer): Transfer {
  const from = agentOf(phone, workerSid)
  const transfer = startTransfer(cloud, phone.workspace, { from, mode: mode === 'warm' ? 'WARM' : 'COLD', toSid: to })
  if (mode === 'warm') holdCustomer(cloud, phone, true)
  else hangUpAgent(cloud, phone, from)
  return transfer
}

/** Completes a warm transfer: the customer comes off hold, and the agent who transfers leaves. */
export function completeTransfer(cloud: Cloud, phone: PhoneTask, workerSid: string | undefined): void {
  const from = agentOf(phone, workerSid)
  const others = [...phone.task.reservations.values()].some((each) => each !== from && each.status === 'accepted')
  if (!others) throw invalid('Nobody has accepted the transfer')
  holdCustomer(cloud, phone, false)
  hangUpAgent(cloud, phone, from)
}

/** Cancels a warm transfer: the agent goes back to the customer. */
export function abandonTransfer(cloud: Cloud, phone: PhoneTask): void {
  if (openTransfer(phone.task).mode === 'COLD') throw invalid('A cold transfer cannot be taken back')
  cancelTransfer(cloud, phone.workspace, phone.task)
  holdCustomer(cloud, phone, false)
}

/** The named agent, or the one who has had the call for longest. */
export function agentOf(phone: PhoneTask, workerSid: string | undefined): Reservation {
  const found = [...phone.task.reservations.values()].find(
    ({ status, worker }) => status === 'accepted' && worker.sid === (workerSid ?? worker.sid),
  )
  if (found === undefined) throw invalid(`No agent ${workerSid ?? ''} has task ${phone.task.sid}`)
  return found
}

/** Ends an agent's leg; wrap-up follows from that. */
export function hangUpAgent(cloud: Cloud, phone: PhoneTask, { sid }: Reservation): void {
  const leg = phone.legs.get(sid)
  if (leg === undefined) throw invalid(`Reservation ${sid} has no call yet`)
  endCall(cloud, leg)
}

function holdCustomer(cloud: Cloud, phone: PhoneTask, hold: boolean): void {
  if (phone.customer.seat !== null) changeSeat(cloud, phone.customer.seat, { hold })
}
