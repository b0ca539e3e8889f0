import type { Cloud } from '../../cloud/cloud.ts'
import { RestError } from '../../rest/rest-error.ts'
import { answerCall, endCall, endInstructions, isOver } from '../call-life.ts'
import { leaveConference } from '../conference-life.ts'
import type { Call } from '../model.ts'
import { notifyOf } from '../notifications.ts'
import { findStream, startStream, stopStream } from '../stream-life.ts'
import { dialClient } from './dial-client.ts'
import { dialConference } from './dial-conference.ts'
import { fetchVerbs } from './fetch-verbs.ts'
import type { Source, Verb } from './verbs.ts'

/**
 * Gives a live leg new instructions. They take it out of its conference and end its earlier instructions; its streams
 * continue.
 */
export function runTwiml(cloud: Cloud, call: Call, verbs: readonly Verb[]): void {
  endInstructions(cloud, call)
  call.updatedAt = cloud.clock.now()
  call.goOn = () => carryOut(cloud, call, verbs)
  cloud.journal.change('call.redirected', call.sid)
  leaveConference(cloud, call, 'participant_updated_via_api')
  call.goOn()
}

/**
 * Fetches the next instructions. Hangs up if there are none that can be carried out, as Twilio does after its apology.
 */
async function goTo(cloud: Cloud, call: Call, source: Source): Promise<void> {
  const waiting = () => undefined
  call.goOn = waiting
  const verbs = await fetchVerbs(cloud, call, source)
  // In the meantime the leg may have got other instructions, or the simulator may have been reset.
  if (call.goOn !== waiting || !cloud.voice.calls.has(call.sid)) return
  answerCall(cloud, call)
  carryOut(cloud, call, verbs ?? [])
}

/** Carries out the verbs in order, until one takes time. After the last verb Twilio hangs up. */
function carryOut(cloud: Cloud, call: Call, [verb, ...rest]: readonly Verb[]): void {
  if (isOver(call)) return
  call.goOn = () => carryOut(cloud, call, rest)
  switch (verb?.verb) {
    case 'Start':
      quickly(cloud, call, () => startStream(cloud, call, verb.stream))
      break
    case 'Stop':
      quickly(cloud, call, () => stopNamed(cloud, call, verb.stream))
      break
    case 'Dial':
      if (!dialConference(cloud, call, verb.conference)) call.goOn()
      break
    case 'DialClient':
      dialClient(cloud, call, verb.client)
      break
    case 'Redirect':
      void goTo(cloud, call, verb.to)
      break
    case 'Pause':
      call.stopVerb = cloud.clock.after(verb.seconds * 1_000, () => call.goOn())
      break
    default:
      endCall(cloud, call)
  }
}

/** Runs a verb that takes no time. Twilio goes on with the next verb even if this one fails. */
function quickly(cloud: Cloud, call: Call, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof RestError)) throw error
    notifyOf(cloud, call, { level: 'warning', code: error.code, message: error.message })
  }
  call.goOn()
}

function stopNamed(cloud: Cloud, call: Call, name: string): void {
  const stream = findStream(call, name)
  if (stream?.status !== 'in-progress') throw new RestError(404, 20404, `No stream '${name}' runs on this call`)
  stopStream(cloud, stream)
}
