import type { Cloud } from '../../cloud/cloud.ts'
import { workerIdentity } from '../../flex/identity.ts'
import { readAttributes } from '../../taskrouter/attributes.ts'
import type { Reservation } from '../../taskrouter/model.ts'
import { isOpen } from '../../taskrouter/task-status.ts'
import { changeTask } from '../../taskrouter/tasks.ts'
import { answerCall, createCall, isOver } from '../call-life.ts'
import { createConference, joinConference } from '../conference-life.ts'
import type { Call, Conference, PhoneTask } from '../model.ts'
import { agentTone } from './tones.ts'

/**
 * Puts an agent who has accepted into the conference, which is named after the task. With the first one the customer
 * comes out of the queue. What Flex then writes into the task is how anybody else learns of it.
 */
export function bridgeAgent(cloud: Cloud, phone: PhoneTask, reservation: Reservation): void {
  if (reservation.status !== 'accepted' || isOver(phone.customer) || !isOpen(phone.task)) return
  const leg = createCall(cloud, {
    from: phone.customer.direction === 'inbound' ? phone.customer.from : phone.customer.to,
    to: `client:${workerIdentity(reservation.worker)}`,
    direction: 'outbound-api',
    tone: toneOf(phone, reservation.worker.sid),
  })
  phone.legs.set(reservation.sid, leg)
  cloud.voice.phoneTaskOf.set(leg.sid, phone)
  answerCall(cloud, leg)
  answerCall(cloud, phone.customer)
  const conference = conferenceOf(cloud, phone)
  joinConference(cloud, conference, leg, { label: null, endConferenceOnExit: phone.terms.endConferenceOnExit.agent })
  writeConference(cloud, phone, conference, leg)
}

function conferenceOf(cloud: Cloud, phone: PhoneTask): Conference {
  if (phone.conference !== null && phone.conference.status !== 'completed') return phone.conference
  const conference = createConference(cloud, phone.task.sid, phone.terms.conferenceListening)
  phone.conference = conference
  const { customer } = phone.terms.endConferenceOnExit
  joinConference(cloud, conference, phone.customer, { label: 'customer', endConferenceOnExit: customer })
  return conference
}

/** The agent's leg in the attributes is that of whoever came last. */
function writeConference(cloud: Cloud, phone: PhoneTask, conference: Conference, leg: Call): void {
  const attributes = JSON.stringify({
    ...readAttributes(phone.task.attributes),
    conference: { sid: conference.sid, participants: { worker: leg.sid, customer: phone.customer.sid } },
  })
  changeTask(cloud, phone.workspace, phone.task, { attributes })
}

function toneOf(phone: PhoneTask, workerSid: string): number {
  const tone = phone.tones.get(workerSid) ?? agentTone(phone.tones.size)
  phone.tones.set(workerSid, tone)
  return tone
}
