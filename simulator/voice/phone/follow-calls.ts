import type { Cloud } from '../../cloud/cloud.ts'
import { setReservation } from '../../taskrouter/reservations.ts'
import { isOpen } from '../../taskrouter/task-status.ts'
import { cancelTransfer, settleTask } from '../../taskrouter/transfers.ts'
import { endConference } from '../conference-life.ts'
import type { Call, PhoneTask, VoiceListener } from '../model.ts'

/** The other way round: what becomes of a voice task when somebody hangs up. */
export const phoneTasksFollowCalls = (cloud: Cloud): VoiceListener => ({
  callEnded(call) {
    const phone = cloud.voice.phoneTaskOf.get(call.sid)
    if (phone === undefined) return
    if (call === phone.customer) customerGone(cloud, phone)
    else agentGone(cloud, phone, call)
  },
})

/** Nobody is offered a call that is over. Agents wrap up as their own legs end. */
function customerGone(cloud: Cloud, { workspace, task }: PhoneTask): void {
  if (!isOpen(task)) return
  if (task.transfer !== null) cancelTransfer(cloud, workspace, task)
  settleTask(cloud, workspace, task, 'hangup')
}

/** An agent who has hung up is in wrap-up. With the last one Flex ends the call, unless it is on its way to another. */
function agentGone(cloud: Cloud, phone: PhoneTask, leg: Call): void {
  const [reservationSid] = [...phone.legs].find(([, each]) => each === leg) ?? []
  const reservation = phone.task.reservations.get(reservationSid ?? '')
  const isTold = !phone.dropped.has(leg)
  if (reservation?.status === 'accepted' && isTold) setReservation(cloud, phone.workspace, reservation, 'wrapping')
  if (reservationSid === undefined || !phone.terms.endsWithLastAgent) return
  if (phone.task.transfer !== null || !isDeserted(phone) || phone.conference === null) return
  endConference(cloud, phone.conference, 'conference-ended-via-api', null)
}

/** Whether nobody but the customer is on the line any more. */
const isDeserted = ({ legs }: PhoneTask): boolean => [...legs.values()].every(({ status }) => status !== 'in-progress')
