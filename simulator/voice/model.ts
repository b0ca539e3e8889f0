import type { Task, Workspace } from '../taskrouter/model.ts'

export type CallStatus = 'queued' | 'ringing' | 'in-progress' | 'completed' | 'canceled' | 'no-answer' | 'busy'

/** Where somebody wants to hear of something, and of which events. Null: all of them. */
export interface Listening {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly events: readonly string[] | null
}

/** One leg: a customer's, or an agent's. */
export interface Call {
  readonly order: number
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-dial'
  /** The leg that dialled this one. */
  readonly parent: Call | null
  /** How long it may last once it is answered; null: for any time. */
  limitMs: number | null
  /** How a browser is called: what it is told, and for how long it rings. */
  readonly dialled: Dialled
  readonly createdAt: number
  /** What this party can be recognised by in every recording, in Hz. */
  readonly tone: number
  status: CallStatus
  updatedAt: number
  startedAt: number | null
  endedAt: number | null
  listening: Listening | null
  /** How many status callbacks there could have been. */
  sequence: number
  /** Where it is now. A leg without a seat hears music: it is in a queue, or was led elsewhere. */
  seat: Seat | null
  /** Outside every conference: the tone of the person at the other end. */
  outside: number | null
  readonly streams: Map<string, MediaStream>
  /** What is next for it when its conference is over: the rest of its TwiML, or the end. */
  goOn: () => void
  readonly notifications: CallNotification[]
  stopTimer: () => void
  /** Ends a verb that only lasts. */
  stopVerb: () => void
}

export interface Dialled {
  readonly parameters: Readonly<Record<string, string>>
  readonly ringsMs: number
}

/** What Twilio's debugger says of a call. */
export interface CallNotification {
  readonly order: number
  readonly sid: string
  readonly call: Call
  readonly level: 'error' | 'warning'
  readonly code: number
  readonly message: string
  readonly at: number
}

/** A participant of a conference: a leg and its settings there. */
export interface Seat {
  readonly order: number
  readonly call: Call
  readonly conference: Conference
  readonly label: string | null
  readonly joinedAt: number
  readonly startConferenceOnEnter: boolean
  /** Whose ear it has, where only that one hears it. */
  coaches: Call | null
  updatedAt: number
  muted: boolean
  hold: boolean
  endConferenceOnExit: boolean
}

export type ConferenceEnd =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'last-participant-left'
  | 'last-participant-kicked'

/** What is recorded of a whole conference. */
export interface ConferenceRecording {
  readonly order: number
  readonly sid: string
  readonly startedAt: number
  updatedAt: number
  stoppedAt: number | null
  isPaused: boolean
}

export interface Conference {
  readonly order: number
  readonly sid: string
  readonly friendlyName: string
  readonly createdAt: number
  readonly listening: Listening | null
  status: 'init' | 'in-progress' | 'completed'
  updatedAt: number
  sequence: number
  ended: { readonly reason: ConferenceEnd; readonly callSid: string | null } | null
  /** By call SID. */
  readonly seats: Map<string, Seat>
  readonly recordings: Map<string, ConferenceRecording>
}

export type Track = 'inbound_track' | 'outbound_track' | 'both_tracks'

/** A unidirectional media stream of one leg. */
export interface MediaStream {
  readonly order: number
  readonly sid: string
  readonly call: Call
  readonly name: string
  readonly url: string
  readonly track: Track
  readonly parameters: Readonly<Record<string, string>>
  readonly listening: Listening | null
  status: 'in-progress' | 'stopped'
  updatedAt: number
}

/** What was said of a call when it came in, as Flex and Studio would be configured. */
export interface CallTerms {
  readonly endConferenceOnExit: { readonly customer: boolean; readonly agent: boolean }
  readonly conferenceListening: Listening | null
  /** Whether Flex ends the call when the last agent is gone. Otherwise that is left to the conference and to others. */
  readonly endsWithLastAgent: boolean
  /** How long the phone of a customer who is called rings; null: until it is said. */
  readonly ringsMs: number | null
  /** When the legs are written on the task; null: never. */
  readonly writesAfterMs: number | null
  /** Whose leg `call_sid` names once an agent is there. */
  readonly callSidNames: 'customer' | 'agent'
}

/** A call that Flex routes: the customer's leg, the task, and the conference with the agents' legs. */
export interface PhoneTask {
  readonly workspace: Workspace
  readonly task: Task
  readonly customer: Call
  readonly terms: CallTerms
  /** Agents' legs by reservation SID. */
  readonly legs: Map<string, Call>
  /** By worker SID: who comes back sounds as before. */
  readonly tones: Map<string, number>
  /** Agents' legs that ended without TaskRouter's knowledge: a browser was closed, a line dropped. */
  readonly dropped: Set<Call>
  conference: Conference | null
}

/** Connects streams to where they go, and sends what is heard. */
export interface MediaSender {
  readonly start: (stream: MediaStream) => void
  readonly stop: (stream: MediaStream) => void
  /** Cuts every stream without a word to anybody. */
  readonly clear: () => void
}

export interface VoiceListener {
  /** True: it rings where somebody answers it, or does not. Otherwise whoever is called answers at once. */
  readonly callRinging?: (call: Call) => boolean
  readonly callAnswered?: (call: Call) => void
  readonly callEnded?: (call: Call) => void
  /** `left` are the legs that were still in it. */
  readonly conferenceEnded?: (left: readonly Call[]) => void
}

export interface VoiceSettings {
  /** How long a change of a participant takes to be true and to be read. */
  updateLagMs: number
  /** How long after accepting an agent is in the conference. */
  joinLagMs: number
  /** Whether streams really connect and carry sound. Without: they start and stop at once, for load tests. */
  media: boolean
  /** Streams to `ws://` on this machine, which Twilio refuses. */
  allowWs: boolean
  /** Where calls and conferences tell of themselves when nothing else is said. */
  callStatusCallback: string | null
  conferenceStatusCallback: string | null
}

/** Where an account has written down what calls of its own are to do. */
export interface Application {
  readonly order: number
  readonly sid: string
  readonly createdAt: number
  updatedAt: number
  settings: ApplicationSettings
}

export interface ApplicationSettings {
  readonly FriendlyName?: string | undefined
  readonly VoiceUrl?: string | undefined
  readonly VoiceMethod?: 'GET' | 'POST' | undefined
  readonly VoiceFallbackUrl?: string | undefined
  readonly VoiceFallbackMethod?: 'GET' | 'POST' | undefined
  readonly StatusCallback?: string | undefined
  readonly StatusCallbackMethod?: 'GET' | 'POST' | undefined
}

export interface VoiceState {
  readonly applications: Map<string, Application>
  readonly calls: Map<string, Call>
  readonly conferences: Map<string, Conference>
  /** Voice tasks, by task SID. */
  readonly phoneTasks: Map<string, PhoneTask>
  /** The same, by the SID of any of their legs. */
  readonly phoneTaskOf: Map<string, PhoneTask>
  readonly settings: VoiceSettings
  readonly media: MediaSender
  readonly listeners: readonly VoiceListener[]
}
