import type { Cloud } from '../../cloud/cloud.ts'
import { conferenceNamed, createConference, joinConference } from '../conference-life.ts'
import type { Call, Conference, Listening } from '../model.ts'
import { notifyOf } from '../notifications.ts'
import type { DialledConference } from './verbs.ts'

/**
 * Adds a leg to the conference of this name, or to a new one. If the leg cannot join, Twilio's debugger says why, and
 * the next verb follows.
 */
export function dialConference(cloud: Cloud, call: Call, given: DialledConference): boolean {
  const found = conferenceNamed(cloud, given.name)
  const coaches = found?.seats.get(given.coaches ?? '')?.call ?? null
  const refusal = whyNot(found, given)
  if (refusal !== null) {
    notifyOf(cloud, call, { level: 'error', ...refusal })
    return false
  }
  const { label, muted, startConferenceOnEnter, endConferenceOnExit } = given
  const conference = found ?? openConference(cloud, given.name, given.listening)
  joinConference(cloud, conference, call, { label, muted, startConferenceOnEnter, endConferenceOnExit, coaches })
  return true
}

/**
 * Creates the conference. The first participant's TwiML sets its status callback. Flex recognises its task's conference
 * by the name.
 */
function openConference(cloud: Cloud, name: string, listening: Listening | null): Conference {
  const { conferenceStatusCallback: url } = cloud.voice.settings
  const usual: Listening | null = url === null ? null : { url, method: 'POST', events: null }
  const conference = createConference(cloud, name, listening ?? usual)
  const phone = cloud.voice.phoneTasks.get(name)
  if (phone !== undefined) phone.conference = conference
  return conference
}

function whyNot(conference: Conference | undefined, given: DialledConference) {
  const seats = [...(conference?.seats.values() ?? [])]
  if (seats.length >= given.maxParticipants) {
    return { code: 16020, message: `Conference '${given.name}' has its ${given.maxParticipants} participants` }
  }
  if (given.label !== null && seats.some(({ label }) => label === given.label)) {
    return { code: 16025, message: `Participant label '${given.label}' is in use by another participant` }
  }
  if (given.coaches !== null && !seats.some(({ call }) => call.sid === given.coaches)) {
    return { code: 16002, message: `coach: ${given.coaches} is not in conference '${given.name}'` }
  }
  return null
}
