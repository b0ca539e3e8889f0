import { z } from 'zod'
import { flag, integer, sid, text, textUpTo, url } from '../../rest/parameters.ts'

const method = z.enum(['GET', 'POST']).optional()
const isLabel = (value: string): boolean => !/^CA[0-9a-f]{32}$/.test(value) && !/\/|%2F/i.test(value)

const events = text
  .transform((value) => value.split(/[\s,]+/).filter((name) => name !== ''))
  .pipe(z.array(z.enum(['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'announcement', 'speaker'])))

const callEvents = text
  .transform((value) => value.split(/[\s,]+/).filter((name) => name !== ''))
  .pipe(z.array(z.enum(['initiated', 'ringing', 'answered', 'completed'])))

/** The attributes of an element, as at Twilio. */
export interface ElementTerms<Schema extends z.ZodObject = z.ZodObject> {
  readonly attributes: Schema
  /** Attributes that are not imitated, with the values that need no imitation. */
  readonly gaps?: Readonly<Record<string, readonly string[]>>
  /** Error codes for invalid values, where Twilio has its own. All others get `code`, or else 12200. */
  readonly codes?: Readonly<Record<string, number>>
  readonly code?: number
}

const terms = <Schema extends z.ZodObject>(given: ElementTerms<Schema>): ElementTerms<Schema> => given
const bare = terms({ attributes: z.object({}) })

/** Twilio docs: "TwiML Voice: <Dial>", "<Conference>", "<Stream>", "<Pause>", "<Hangup>". */
export const elements = {
  Response: bare,
  Hangup: bare,
  Stop: bare,
  Start: terms({ attributes: z.object({ method }), gaps: { action: [] } }),
  Redirect: terms({ attributes: z.object({ method }) }),
  Pause: terms({ attributes: z.object({ length: integer(0, 86_400).default(1) }) }),
  // A conference needs no answer, so `timeout`, `answerOnBridge` and the like have no effect on it.
  Dial: terms({
    attributes: z.object({
      method,
      timeout: integer(1, 600).optional(),
      callerId: text.optional(),
      ringTone: text.optional(),
      answerOnBridge: flag.optional(),
      sequential: flag.optional(),
      trim: text.optional(),
      recordingStatusCallback: text.optional(),
      recordingStatusCallbackMethod: method,
      recordingStatusCallbackEvent: text.optional(),
      recordingTrack: text.optional(),
      recordingConfigurationId: text.optional(),
    }),
    gaps: {
      action: [],
      hangupOnStar: ['false'],
      timeLimit: [],
      record: ['do-not-record', 'false'],
      referUrl: [],
      referMethod: [],
      events: [],
      passports: [],
    },
  }),
  // Beeps and custom music are accepted and not played.
  Conference: terms({
    attributes: z.object({
      muted: flag.default(false),
      startConferenceOnEnter: flag.default(true),
      endConferenceOnExit: flag.default(false),
      participantLabel: textUpTo(128).refine(isLabel).optional(),
      maxParticipants: integer(1, 250).default(250),
      coach: sid('CA').optional(),
      statusCallback: url.optional(),
      statusCallbackMethod: method,
      statusCallbackEvent: events.optional(),
      beep: z.enum(['true', 'false', 'onEnter', 'onExit']).optional(),
      waitUrl: text.optional(),
      waitMethod: method,
      jitterBufferSize: z.enum(['large', 'medium', 'small', 'off']).optional(),
      region: text.optional(),
      trim: text.optional(),
      recordingStatusCallback: text.optional(),
      recordingStatusCallbackMethod: method,
      recordingStatusCallbackEvent: text.optional(),
      recordingConfigurationId: text.optional(),
      eventCallbackUrl: text.optional(),
    }),
    gaps: { record: ['do-not-record', 'false'] },
    codes: { participantLabel: 16023 },
    code: 16002,
  }),
  Client: terms({
    attributes: z.object({
      statusCallback: url.optional(),
      statusCallbackMethod: method,
      statusCallbackEvent: callEvents.optional(),
    }),
    gaps: { url: [], method: [], referUrl: [], referMethod: [] },
  }),
  Identity: bare,
  Stream: terms({
    attributes: z.object({
      url: text,
      name: textUpTo(512).optional(),
      track: z.enum(['inbound_track', 'outbound_track', 'both_tracks']).default('inbound_track'),
      statusCallback: url.optional(),
      statusCallbackMethod: method,
    }),
    gaps: { connectorName: [], audioFormat: [], sampleRate: [] },
    codes: { track: 31941 },
  }),
  StoppedStream: terms({ attributes: z.object({ name: text }) }),
  Parameter: terms({ attributes: z.object({ name: text, value: text }) }),
}

/** The elements that Twilio accepts at each place, whether or not the simulator carries them out. */
export const children = {
  Response: [
    ...['Connect', 'Dial', 'Echo', 'Enqueue', 'Gather', 'Hangup', 'Leave', 'Pause', 'Pay', 'Play', 'Prompt', 'Queue'],
    ...['Record', 'Redirect', 'Refer', 'Reject', 'Say', 'Sms', 'Start', 'Stop'],
  ],
  Start: ['Siprec', 'Stream', 'Transcription'],
  Stop: ['Siprec', 'Stream', 'Transcription'],
  Dial: ['Application', 'Client', 'Conference', 'Number', 'Queue', 'Sim', 'Sip', 'WhatsApp'],
  Client: ['Identity', 'Parameter'],
  Stream: ['Parameter'],
} as const
