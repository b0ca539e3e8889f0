import type { Cloud } from '../../cloud/cloud.ts'
import { workerIdentity } from '../../flex/identity.ts'
import { requireIn } from '../../taskrouter/workspace.ts'
import { answerCall, createCall, endInstructions } from '../call-life.ts'
import { createConference, joinConference, leaveConference } from '../conference-life.ts'
import type { Call, PhoneTask, Seat } from '../model.ts'
import { conferenceOf } from './bridge.ts'
import { tones } from './tones.ts'

export interface NewParty {
  /** A number outside, or a worker without a reservation for the call: a supervisor. */
  readonly to?: string | undefined
  readonly workerSid?: string | undefined
  readonly label?: string | undefined
  readonly endConferenceOnExit?: boolean | undefined
  readonly muted?: boolean | undefined
  /** The worker's leg, the only one that hears this participant. */
  readonly coaches?: Call | null | undefined
}

/** Adds a participant to the conference, as plugins and supervisors do: the task does not mention it. */
export function addParty(cloud: Cloud, phone: PhoneTask, given: NewParty): Call {
  const worker = given.workerSid && requireIn(phone.workspace.workers, 'Workers', given.workerSid)
  const call = createCall(cloud, {
    from: phone.customer.to,
    to: worker ? `client:${workerIdentity(worker)}` : (given.to ?? '+15559990000'),
    direction: 'outbound-api',
    tone: tones.outside,
  })
  cloud.voice.phoneTaskOf.set(call.sid, phone)
  answerCall(cloud, call)
  joinConference(cloud, conferenceOf(cloud, phone), call, {
    label: given.label ?? null,
    endConferenceOnExit: given.endConferenceOnExit ?? false,
    muted: given.muted ?? false,
    coaches: given.coaches ?? null,
  })
  return call
}

/** Gives the customer's leg new TwiML: it leaves the conference and talks to a party outside. */
export function leadOutside(cloud: Cloud, { customer }: PhoneTask): void {
  endInstructions(cloud, customer)
  customer.outside = tones.outside
  cloud.journal.change('call.redirected', customer.sid)
  leaveConference(cloud, customer, 'participant_updated_via_api')
}

/** Dials the customer's leg into the conference again by its name, as TwiML does: without a label. */
export function leadBack(cloud: Cloud, phone: PhoneTask, endConferenceOnExit: boolean): void {
  phone.customer.outside = null
  const conference = conferenceOf(cloud, phone, false)
  if (phone.customer.seat === null)
    joinConference(cloud, conference, phone.customer, { label: null, endConferenceOnExit })
}

/** Moves all participants to a second conference of the same name. The task keeps naming the first one. */
export function moveToSecondConference(cloud: Cloud, phone: PhoneTask): void {
  const first = phone.conference
  if (first === null || first.status === 'completed') return
  const seats: readonly Seat[] = [...first.seats.values()]
  const second = createConference(cloud, phone.task.sid, phone.terms.conferenceListening)
  phone.conference = second
  for (const seat of seats) {
    const { call, label, endConferenceOnExit, muted, coaches } = seat
    seat.endConferenceOnExit = false
    leaveConference(cloud, call, 'participant_updated_via_api')
    joinConference(cloud, second, call, { label, endConferenceOnExit, muted, coaches })
  }
}
