import { Permanent } from '../../core/errors.ts'
import type { Jobs } from '../../core/feature.ts'
import type { StreamTrack, Twilio } from '../../twilio/port.ts'
import type { Destinations } from './destinations.ts'
import { aloneIn } from './lonely.ts'
import type { Effect, Event } from './model.ts'
import { checkedParameters } from './parameters.ts'

/** What the jobs need: Twilio, the allowed URLs of streams, and the signer of stream parameters. */
export type Deps = {
  readonly twilio: Twilio
  readonly track: StreamTrack
  readonly urls: Destinations['urls']
  readonly sign: (parameters: Readonly<Record<string, string>>) => string
}

/** Effect → Twilio → outcome. Each may run twice. */
export const jobsIn = ({ twilio, track, urls, sign }: Deps): Jobs<Event, Effect> => ({
  'stream.start': async ({ type: _, name, callSid, destination, ...about }, { effectId }) => {
    const url = Object.hasOwn(urls, destination) ? urls[destination] : undefined
    if (!url) throw new Permanent(`There is no destination ${destination} any more`)
    const parameters = checkedParameters(about, effectId)
    const signed = { ...parameters, signature: sign(parameters) }
    const made = await twilio.startStream({
      callSid,
      name,
      url,
      track,
      taskSid: about.taskSid,
      parameters: signed,
    })
    if (made === 'full') return { type: 'stream.full', name }
    return { type: 'stream.started', name, ...(made.streamSid && { streamSid: made.streamSid }) }
  },

  'stream.stop': async ({ name, callSid, streamSid }) => {
    await twilio.stopStream({ callSid, stream: streamSid ?? name })
    return { type: 'stream.stopped', name }
  },

  'call.look': async ({ callSid }) => ({ type: 'call.seen', callSid, isLive: await twilio.isCallLive(callSid) }),

  'conference.look': async ({ lookNumber, taskSid, callSid }) => ({
    type: 'conference.seen',
    lookNumber,
    read: await twilio.readCall({ taskSid, callSid }),
  }),

  'participant.lift': async ({ conferenceSid, callSid }) => {
    await twilio.setEndOnExit({ conferenceSid, callSid, endsOnExit: false })
    return { type: 'participant.lifted', callSid }
  },

  'participant.restore': async ({ conferenceSid, callSid }) => {
    await twilio.setEndOnExit({ conferenceSid, callSid, endsOnExit: true })
    return { type: 'participant.restored', callSid }
  },

  // Reads again at the last moment: the job may have waited, and somebody may have joined.
  'conference.end': async ({ conferenceSid, taskSid, callSid, isProven, speakers, isDropped }) => {
    const alone = aloneIn(await twilio.readCall({ taskSid, callSid }), conferenceSid, { callSid, isProven, speakers })
    const isDone = alone === 'alone' || (alone === 'maybe' && isDropped)
    if (isDone) await twilio.endConference(conferenceSid)
    return { type: 'conference.ended', isDone }
  },

  'task.annotate': async ({ taskSid, revision, streams }) => {
    await twilio.annotateTask({ taskSid, owner: 'streams', revision, parts: { streams } })
    return { type: 'task.annotated', names: streams.names }
  },
})
