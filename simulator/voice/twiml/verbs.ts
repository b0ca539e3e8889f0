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

/** An application's address for a leg's instructions. */
export interface Source {
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** Asked if the first address does not answer with instructions that can be carried out. */
  readonly fallback: Source | null
  /** Additional parameters of the request. */
  readonly params?: Readonly<Record<string, string>>
}

/** A conference by name, and a leg's settings in it. */
export interface DialledConference {
  readonly name: string
  readonly label: string | null
  readonly muted: boolean
  readonly startConferenceOnEnter: boolean
  readonly endConferenceOnExit: boolean
  readonly maxParticipants: number
  /** The leg that this participant coaches. */
  readonly coaches: string | null
  readonly listening: Listening | null
}

/** A client by identity, and the settings of the call to it. */
export interface DialledClient {
  readonly identity: string
  /** The caller id that the call shows; null: the caller's own. */
  readonly callerId: string | null
  readonly ringsMs: number
  /** Additional parameters for the client's browser. */
  readonly parameters: Readonly<Record<string, string>>
  readonly listening: Listening | null
}
