import type { Cloud } from '../../cloud/cloud.ts'
import { setReservation } from '../../taskrouter/reservations.ts'
import { isOpen } from '../../taskrouter/task-status.ts'
import { cancelTransfer, settleTask } from '../../taskrouter/transfers.ts'
import { endConference } from '../conference-life.ts'
import type { Call, PhoneTask, VoiceListener } from '../model.ts'

/** Makes voice tasks follow their calls when a party hangs up. */
export const phoneTasksFollowCalls = (cloud: Cloud): VoiceListener => ({
  callEnded(call) {
    const phone = cloud.voice.phoneTaskOf.get(call.sid)
    if (phone === undefined) return
    if (call === phone.customer) customerGone(cloud, phone)
    else agentGone(cloud, phone, call)
  },
})

/** Ends the open offer of a call that is over. Agents go into wrap-up as their own legs end. */
function customerGone(cloud: Cloud, { workspace, task }: PhoneTask): void {
  if (!isOpen(task)) return
  if (task.transfer !== null) cancelTransfer(cloud, workspace, task)
  settleTask(cloud, workspace, task, 'hangup')
}

/**
 * Moves an agent who has hung up into wrap-up. With the last agent Flex ends the call, unless a transfer is under way.
 */
function agentGone(cloud: Cloud, phone: PhoneTask, leg: Call): void {
  const [reservationSid] = [...phone.legs].find(([, each]) => each === leg) ?? []
  const reservation = phone.task.reservations.get(reservationSid ?? '')
  const isTold = !phone.dropped.has(leg)
  if (reservation?.status === 'accepted' && isTold) setReservation(cloud, phone.workspace, reservation, 'wrapping')
  if (reservationSid === undefined || !phone.terms.endsWithLastAgent) return
  if (phone.task.transfer !== null || !isDeserted(phone) || phone.conference === null) return
  endConference(cloud, phone.conference, 'conference-ended-via-api', null)
}

/** Whether no agent is on the call any more. */
const isDeserted = ({ legs }: PhoneTask): boolean => [...legs.values()].every(({ status }) => status !== 'in-progress')
