import type { Cloud } from '../../cloud/cloud.ts'
import type { Task, Workspace } from '../../taskrouter/model.ts'
import type { Call, Conference, Listening } from '../model.ts'

/** What was said of a call when it came in, as Flex and Studio would be configured. */
export interface CallTerms {
  readonly endConferenceOnExit: { readonly customer: boolean; readonly agent: boolean }
  readonly conferenceListening: Listening | null
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
  conference: Conference | null
}

/** The voice task a leg belongs to. */
export const phoneTaskOf = (cloud: Cloud, call: Call): PhoneTask | undefined => cloud.voice.phoneTaskOf.get(call.sid)

/** Whether nobody but the customer is on the line any more. */
export const isDeserted = ({ legs }: PhoneTask): boolean =>
  [...legs.values()].every(({ status }) => status !== 'in-progress')
