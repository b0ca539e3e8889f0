import type { Cloud } from '../../cloud/cloud.ts'
import { workerIdentity } from '../../flex/identity.ts'
import { readAttributes } from '../../taskrouter/attributes.ts'
import type { Reservation } from '../../taskrouter/model.ts'
import { isOpen } from '../../taskrouter/task-status.ts'
import { changeTask } from '../../taskrouter/tasks.ts'
import { answerCall, createCall, isOver, ringCall } from '../call-life.ts'
import { createConference, joinConference } from '../conference-life.ts'
import type { Call, Conference, PhoneTask } from '../model.ts'
import { agentTone } from './tones.ts'

/**
 * Puts an agent who has accepted into the conference, which is named after the task. The first agent takes the customer
 * out of the queue. What Flex then writes on the task is the only sign of this for other programs.
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
  callCustomer(cloud, phone)
  const conference = conferenceOf(cloud, phone)
  joinConference(cloud, conference, leg, { label: null, endConferenceOnExit: phone.terms.endConferenceOnExit.agent })
  if (phone.terms.callSidNames === 'agent') writeAttributes(cloud, phone, { call_sid: leg.sid })
  const { writesAfterMs } = phone.terms
  const write = () => writeConference(cloud, phone, conference, leg)
  if (writesAfterMs === 0) write()
  else if (writesAfterMs !== null) cloud.clock.after(writesAfterMs, write)
}

/**
 * Dials the customer of an outbound call once the agent is there. The phone rings for the configured time, or until the
 * control door decides.
 */
function callCustomer(cloud: Cloud, { customer, terms: { ringsMs } }: PhoneTask): void {
  if (ringsMs !== 0) ringCall(cloud, customer)
  if (ringsMs === 0) answerCall(cloud, customer)
  else if (ringsMs !== null) cloud.clock.after(ringsMs, () => answerCall(cloud, customer))
}

/** The conference of the call, or a new one of the same name with the customer in it. */
export function conferenceOf(cloud: Cloud, phone: PhoneTask, withCustomer = true): Conference {
  if (phone.conference !== null && phone.conference.status !== 'completed') return phone.conference
  const name = cloud.untrue.has('conference-bears-task') ? phone.customer.sid : phone.task.sid
  const conference = createConference(cloud, name, phone.terms.conferenceListening)
  phone.conference = conference
  const { customer } = phone.terms.endConferenceOnExit
  if (withCustomer)
    joinConference(cloud, conference, phone.customer, { label: 'customer', endConferenceOnExit: customer })
  return conference
}

/** Writes the conference on the task. The agent's leg in it is that of the agent who came last. */
function writeConference(cloud: Cloud, phone: PhoneTask, conference: Conference, leg: Call): void {
  writeAttributes(cloud, phone, {
    conference: { sid: conference.sid, participants: { worker: leg.sid, customer: phone.customer.sid } },
  })
}

function writeAttributes(cloud: Cloud, phone: PhoneTask, news: Readonly<Record<string, unknown>>): void {
  const attributes = JSON.stringify({ ...readAttributes(phone.task.attributes), ...news })
  changeTask(cloud, phone.workspace, phone.task, { attributes })
}

function toneOf(phone: PhoneTask, workerSid: string): number {
  const tone = phone.tones.get(workerSid) ?? agentTone(phone.tones.size)
  phone.tones.set(workerSid, tone)
  return tone
}
