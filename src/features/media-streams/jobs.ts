import { Permanent } from '../../core/errors.ts'
import type { Jobs } from '../../core/feature.ts'
import type { StreamTrack, Twilio } from '../../twilio/port.ts'
import type { Destinations } from './destinations.ts'
import type { Effect, Event } from './model.ts'
import { checkedParameters } from './parameters.ts'

/** What the hands need: Twilio, where streams may go, and the secret way to sign what is sent along. */
export type World = {
  readonly twilio: Twilio
  readonly track: StreamTrack
  readonly urls: Destinations['urls']
  readonly sign: (parameters: Readonly<Record<string, string>>) => string
}

/** Effect → Twilio → outcome. Each may run twice. */
export const jobsIn = ({ twilio, track, urls, sign }: World): Jobs<Event, Effect> => ({
  'stream.start': async ({ type: _, name, callSid, destination, ...about }, { effectId }) => {
    const url = Object.hasOwn(urls, destination) ? urls[destination] : undefined
    if (!url) throw new Permanent(`There is no destination ${destination} any more`)
    const parameters = checkedParameters(about, effectId)
    const signed = { ...parameters, signature: sign(parameters) }
    const { streamSid } = await twilio.startStream({
      callSid,
      name,
      url,
      track,
      taskSid: about.taskSid,
      parameters: signed,
    })
    return { type: 'stream.started', name, ...(streamSid && { streamSid }) }
  },

  'stream.stop': async ({ name, callSid, streamSid }) => {
    await twilio.stopStream({ callSid, stream: streamSid ?? name })
    return { type: 'stream.stopped', name }
  },

  'call.look': async ({ callSid }) => ({ type: 'call.seen', callSid, isLive: await twilio.isCallLive(callSid) }),

  'conference.look': async ({ turn, taskSid, conferenceSid, needsCall }) => {
    const legs = needsCall ? await twilio.legsOf(taskSid) : undefined
    const seen = await twilio.conferenceOf({ taskSid, conferenceSid: conferenceSid ?? legs?.conferenceSid })
    const callSid = legs?.callSid
    return {
      type: 'conference.seen',
      turn,
      people: [...(seen?.people ?? [])],
      ...(seen && { conferenceSid: seen.conferenceSid }),
      ...(callSid && { callSid }),
    }
  },

  'participant.lift': async ({ conferenceSid, callSid }) => {
    await twilio.letConferenceOutlive({ conferenceSid, callSid })
    return { type: 'participant.lifted', callSid }
  },

  'conference.end': async ({ conferenceSid, taskSid, callSid, isCallOver }) => {
    await twilio.endLeftConference({ conferenceSid, taskSid, customer: callSid, isCallOver })
    return { type: 'conference.ended' }
  },

  'task.annotate': async ({ taskSid, revision, streams }) => {
    await twilio.annotateTask({ taskSid, owner: 'streams', revision, parts: { streams } })
    return { type: 'task.annotated' }
  },
})
