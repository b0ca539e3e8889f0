import type { Listening } from '../model.ts'
import type { NewStream } from '../stream-life.ts'

/** One instruction of a TwiML document, ready to be carried out. */
export type Verb =
  | { readonly verb: 'Start'; readonly stream: NewStream }
  | { readonly verb: 'Stop'; readonly stream: string }
  | { readonly verb: 'Dial'; readonly conference: DialledConference }
  | { readonly verb: 'DialClient'; readonly client: DialledClient }
  | { readonly verb: 'Redirect'; readonly to: Source }
  | { readonly verb: 'Pause'; readonly seconds: number }
  | { readonly verb: 'Hangup' }

/** Where an application says what a leg is to do. */
export interface Source {
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** Asked when the first one has no answer that could be carried out. */
  readonly fallback: Source | null
  /** What it is told besides what every application is. */
  readonly params?: Readonly<Record<string, string>>
}

/** A conference by name, and how a leg comes into it. */
export interface DialledConference {
  readonly name: string
  readonly label: string | null
  readonly muted: boolean
  readonly startConferenceOnEnter: boolean
  readonly endConferenceOnExit: boolean
  readonly maxParticipants: number
  /** The leg whose ear it has. */
  readonly coaches: string | null
  readonly listening: Listening | null
}

/** A client by identity, and how it is called. */
export interface DialledClient {
  readonly identity: string
  /** Whose call it says it is; null: the caller's own. */
  readonly callerId: string | null
  readonly ringsMs: number
  /** What its browser is told besides. */
  readonly parameters: Readonly<Record<string, string>>
  readonly listening: Listening | null
}
