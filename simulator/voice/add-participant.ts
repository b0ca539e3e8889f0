import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { flag, integer, text, textUpTo, url } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { conferenceEvents } from './conference-events.ts'
import { createConference, joinConference } from './conference-life.ts'
import { recordConference } from './conference-recordings.ts'
import { callOut, idleOfLeg, idleParameters, listeningOf, listeningParameters } from './create-call.ts'
import type { Conference, Seat } from './model.ts'

/** Parameters without effect on a called participant. */
export const idleOfParticipant: readonly string[] = [
  ...idleOfLeg,
  ...['Beep', 'StartConferenceOnEnter', 'WaitUrl', 'WaitMethod', 'EarlyMedia', 'MaxParticipants', 'ConferenceTrim'],
  ...['Region', 'ConferenceRecordingStatusCallback', 'ConferenceRecordingStatusCallbackMethod', 'JitterBufferSize'],
  ...['ConferenceRecordingStatusCallbackEvent', 'AmdStatusCallback', 'AmdStatusCallbackMethod', 'CallerDisplayName'],
]

const recorded = ['true', 'false', 'record-from-start', 'do-not-record'] as const

/** The parameters of a new participant (Twilio docs: "Conference Participants resource"). */
export const newParticipant = z.strictObject({
  ...idleParameters(idleOfParticipant),
  ...listeningParameters,
  To: text,
  From: text,
  Label: textUpTo(128).optional(),
  Muted: flag.optional(),
  EndConferenceOnExit: flag.optional(),
  Coaching: flag.optional(),
  CallSidToCoach: text.optional(),
  ConferenceRecord: z.enum(recorded).optional(),
  ConferenceStatusCallback: url.optional(),
  ConferenceStatusCallbackMethod: z.enum(['GET', 'POST']).optional(),
  ConferenceStatusCallbackEvent: z.preprocess((value) => [value].flat(), z.array(text)).optional(),
  TimeLimit: integer(1, 86_400).optional(),
})

const toldOf: Readonly<Record<string, readonly string[]>> = conferenceEvents

/** Calls a participant into a conference, named by its SID or its name. A name may start a new conference. */
export function addParticipant(cloud: Cloud, sidOrName: string, params: z.output<typeof newParticipant>): Seat {
  const conference = conferenceFor(cloud, sidOrName, params)
  const { CallSidToCoach: callSid, Label: label = null } = params
  const coached = callSid === undefined ? null : conference.seats.get(callSid)?.call
  if (coached === undefined) throw invalid(`Call ${callSid} is not in the conference`)
  if (label !== null && [...conference.seats.values()].some((seat) => seat.label === label))
    throw invalid(`The label ${label} is taken`, 16025)
  const call = callOut(cloud, {
    to: params.To,
    from: params.From,
    timeLimit: params.TimeLimit,
    listening: listeningOf(params),
  })
  const phone = [...cloud.voice.phoneTasks.values()].find((each) => each.conference === conference)
  if (phone !== undefined) cloud.voice.phoneTaskOf.set(call.sid, phone)
  const isRecorded = params.ConferenceRecord === 'true' || params.ConferenceRecord === 'record-from-start'
  if (isRecorded) recordConference(cloud, conference)
  return joinConference(cloud, conference, call, {
    label,
    endConferenceOnExit: params.EndConferenceOnExit ?? false,
    muted: params.Muted ?? false,
    coaches: params.Coaching === false ? null : coached,
  })
}

function conferenceFor(cloud: Cloud, sidOrName: string, params: z.output<typeof newParticipant>): Conference {
  const open = [...cloud.voice.conferences.values()].filter(({ status }) => status !== 'completed')
  const found = open.find(({ sid, friendlyName }) => sid === sidOrName || friendlyName === sidOrName)
  if (found !== undefined) return found
  if (cloud.voice.conferences.has(sidOrName)) throw invalid('Conference has already ended')
  const { ConferenceStatusCallback: to, ConferenceStatusCallbackMethod: how = 'POST' } = params
  const events = params.ConferenceStatusCallbackEvent?.flatMap((each) => toldOf[each.trim()] ?? [])
  return createConference(
    cloud,
    sidOrName,
    to === undefined ? null : { url: to, method: how, events: events ?? ['conference-start', 'conference-end'] },
  )
}
