import type { Task, Workspace } from '../taskrouter/model.ts'

export type CallStatus = 'queued' | 'ringing' | 'in-progress' | 'completed' | 'canceled' | 'no-answer' | 'busy'

/** Where to send events, and which ones. `events: null` means all. */
export interface Listening {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly events: readonly string[] | null
}

/** One leg: a customer's or an agent's. */
export interface Call {
  readonly order: number
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-dial'
  /** The leg that dialled this one. */
  readonly parent: Call | null
  /** The maximum duration after the answer; null: no limit. */
  limitMs: number | null
  /** How a browser is called: the parameters for it, and how long it rings. */
  readonly dialled: Dialled
  readonly createdAt: number
  /** The tone in Hz that identifies this party in every recording. */
  readonly tone: number
  status: CallStatus
  updatedAt: number
  startedAt: number | null
  endedAt: number | null
  listening: Listening | null
  /** Counts status callbacks, including those that nobody subscribed to. */
  sequence: number
  /** The leg's place in a conference. A leg without one hears music: it is in a queue, or was sent elsewhere. */
  seat: Seat | null
  /** Outside conferences: the tone of the party at the other end. */
  outside: number | null
  readonly streams: Map<string, MediaStream>
  /** Continues after the leg's conference: the rest of the TwiML, or the end of the call. */
  goOn: () => void
  readonly notifications: CallNotification[]
  stopTimer: () => void
  /** Stops a verb that takes time. */
  stopVerb: () => void
}

export interface Dialled {
  readonly parameters: Readonly<Record<string, string>>
  readonly ringsMs: number
}

/** A message of Twilio's debugger about a call. */
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
  /** The only leg that hears this participant, if it coaches. */
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

/** A recording of a whole conference. */
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
  /** Keyed by call SID. */
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

/** The settings of a call when it comes in, which Flex and Studio hold at Twilio. */
export interface CallTerms {
  readonly endConferenceOnExit: { readonly customer: boolean; readonly agent: boolean }
  readonly conferenceListening: Listening | null
  /** Whether Flex ends the call when the last agent has left. Otherwise the conference and other programs decide. */
  readonly endsWithLastAgent: boolean
  /** How long a called customer's phone rings; null: until the control door answers. */
  readonly ringsMs: number | null
  /** How long after an agent's arrival the legs are written on the task; null: never. */
  readonly writesAfterMs: number | null
  /** Whose leg `call_sid` names once an agent is in the call. */
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
  /** Keyed by worker SID: an agent who comes back has the same tone. */
  readonly tones: Map<string, number>
  /** Agents' legs that ended without TaskRouter's knowledge: a browser was closed, a connection dropped. */
  readonly dropped: Set<Call>
  conference: Conference | null
}

/** Connects streams to their destinations, and sends the audio. */
export interface MediaSender {
  readonly start: (stream: MediaStream) => void
  readonly stop: (stream: MediaStream) => void
  /** Cuts every stream without events. */
  readonly clear: () => void
}

export interface VoiceListener {
  /** True if the call rings where someone can answer it. Otherwise the called party answers at once. */
  readonly callRinging?: (call: Call) => boolean
  readonly callAnswered?: (call: Call) => void
  readonly callEnded?: (call: Call) => void
  /** `left` are the legs that were still in the conference. */
  readonly conferenceEnded?: (left: readonly Call[]) => void
}

export interface VoiceSettings {
  /** The delay before a change of a participant takes effect and reads show it. */
  updateLagMs: number
  /** The delay between accepting and the agent's arrival in the conference. */
  joinLagMs: number
  /** Whether streams connect and carry audio. Without it they only start and stop at once, for load tests. */
  media: boolean
  /** Allows streams to `ws://` on this machine, which Twilio refuses. */
  allowWs: boolean
  /** The default status callbacks of calls and conferences. */
  callStatusCallback: string | null
  conferenceStatusCallback: string | null
}

/** An account's instructions for its own calls. */
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
  /** Voice tasks by task SID. */
  readonly phoneTasks: Map<string, PhoneTask>
  /** Voice tasks by the SID of each of their legs. */
  readonly phoneTaskOf: Map<string, PhoneTask>
  readonly settings: VoiceSettings
  readonly media: MediaSender
  readonly listeners: readonly VoiceListener[]
}
