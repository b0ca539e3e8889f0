import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { flag, integer, repeated, text, textUpTo, url } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { answerCall, createCall, ringCall } from './call-life.ts'
import type { Call, Listening } from './model.ts'
import { tones } from './phone/tones.ts'

const method = z.enum(['GET', 'POST'])
const events = repeated(z.enum(['initiated', 'ringing', 'answered', 'completed'])).optional()

/** The status callback parameters of a leg that REST creates. */
export const listeningParameters = {
  StatusCallback: url.optional(),
  StatusCallbackMethod: method.optional(),
  StatusCallbackEvent: events,
}

/** Parameters without effect on a leg that REST creates: there is no speech, no recording and no answering machine. */
export const idleOfLeg = [
  ...['Timeout', 'RecordingChannels', 'RecordingStatusCallback', 'RecordingStatusCallbackMethod', 'RecordingTrack'],
  ...['RecordingStatusCallbackEvent', 'SipAuthUsername', 'SipAuthPassword', 'MachineDetection', 'Trim', 'CallReason'],
  ...['MachineDetectionTimeout', 'MachineDetectionSpeechThreshold', 'MachineDetectionSpeechEndThreshold', 'CallToken'],
  ...['MachineDetectionSilenceTimeout', 'CallerId', 'Byoc', 'Record', 'ClientNotificationUrl'],
]

const idle = ['SendDigits', 'AsyncAmd', 'AsyncAmdStatusCallback', 'AsyncAmdStatusCallbackMethod', 'ApplicationSid']
const instructions = ['Url', 'Method', 'Twiml', 'FallbackUrl', 'FallbackMethod']

/**
 * Accepted parameters of a new call that have no effect. The call's instructions are not carried out: the called party
 * hears music.
 */
export const idleOfCall: readonly string[] = [...idleOfLeg, ...idle, ...instructions]

/** Declares parameters that are accepted in every form and ignored. */
export const idleParameters = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, repeated(text).optional()]))

export const callParameters = z.strictObject({
  ...idleParameters([...idleOfLeg, ...idle]),
  ...listeningParameters,
  To: text,
  From: text,
  Url: url.optional(),
  Method: method.optional(),
  Twiml: textUpTo(4_000).optional(),
  FallbackUrl: url.optional(),
  FallbackMethod: method.optional(),
  ApplicationSid: text.optional(),
  AsyncAmd: flag.optional(),
  TimeLimit: integer(1, 86_400).optional(),
})

/** Calls a party, who answers. */
export function makeCall(cloud: Cloud, params: z.output<typeof callParameters>): Call {
  if (params.Url === undefined && params.Twiml === undefined && params.ApplicationSid === undefined)
    throw invalid("'Url', 'Twiml' or 'ApplicationSid' is required", 21205)
  return callOut(cloud, {
    to: params.To,
    from: params.From,
    timeLimit: params.TimeLimit,
    listening: listeningOf(params),
  })
}

/** Creates a ringing leg. It is answered right after the answer to its request, unless it rings in a browser. */
export function callOut(
  cloud: Cloud,
  given: {
    readonly to: string
    readonly from: string
    readonly timeLimit: number | undefined
    readonly listening: Listening | null
  },
): Call {
  const { to, from, listening, timeLimit } = given
  const limitMs = timeLimit && timeLimit * 1000
  const call = createCall(cloud, { to, from, direction: 'outbound-api', tone: tones.outside, listening, limitMs })
  cloud.clock.after(0, () => {
    if (!ringCall(cloud, call)) answerCall(cloud, call)
  })
  return call
}

/** Reads the status callback from a request's parameters; null if there is none. */
export function listeningOf(params: {
  readonly StatusCallback?: string | undefined
  readonly StatusCallbackMethod?: 'GET' | 'POST' | undefined
  readonly StatusCallbackEvent?: readonly string[] | undefined
}): Listening | null {
  const { StatusCallback: to, StatusCallbackMethod: how = 'POST', StatusCallbackEvent: which = ['completed'] } = params
  return to === undefined ? null : { url: to, method: how, events: which }
}
