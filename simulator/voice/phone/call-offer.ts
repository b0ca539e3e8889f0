/**
 * The settings of a new call. Status callbacks are absolute URLs; without a list of events, all events of a conference
 * are sent.
 */
export interface CallOffer {
  /** `internal`: one agent calls another, and the task names no direction. */
  readonly direction?: 'inbound' | 'outbound' | 'internal' | undefined
  /** The leg of a parked customer: it is queued again with a new task. */
  readonly callSid?: string | undefined
  /** The customer's number. */
  readonly from?: string | undefined
  /** The contact centre's number. */
  readonly to?: string | undefined
  readonly customerName?: string | undefined
  readonly attributes?: Readonly<Record<string, unknown>> | undefined
  readonly workerSid?: string | undefined
  readonly queueSid?: string | undefined
  readonly endConferenceOnExit?:
    | { readonly customer?: boolean | undefined; readonly agent?: boolean | undefined }
    | undefined
  /** Whether Flex ends the call when the last agent has left; true by default. */
  readonly endsWithLastAgent?: boolean | undefined
  /** Outbound: how long the phone rings; null: until the control door answers. */
  readonly ringsMs?: number | null | undefined
  /** How long after an agent's arrival their legs are written on the task; null: never. */
  readonly writesAfterMs?: number | null | undefined
  /** Whose leg `call_sid` names once an agent is in the call: a plugin that records writes the recorded leg. */
  readonly callSidNames?: 'customer' | 'agent' | undefined
  /** Inbound: `call_sid` names a leg of the customer that dialled the leg in the conference. */
  readonly isForwarded?: boolean | undefined
  readonly statusCallback?: string | undefined
  readonly statusCallbackEvents?: readonly string[] | undefined
  readonly conferenceStatusCallback?: string | undefined
  readonly conferenceStatusCallbackEvents?: readonly string[] | undefined
}
