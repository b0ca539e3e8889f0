/** How a call comes in. Status callbacks are absolute URLs; without events all of a conference's are sent. */
export interface CallOffer {
  /** `internal`: an agent calls another one, and the task says no direction. */
  readonly direction?: 'inbound' | 'outbound' | 'internal' | undefined
  /** A leg of a customer who was parked: it is put in a queue once more, with a task of its own. */
  readonly callSid?: string | undefined
  /** The customer's number. */
  readonly from?: string | undefined
  /** The contact centre's. */
  readonly to?: string | undefined
  readonly customerName?: string | undefined
  readonly attributes?: Readonly<Record<string, unknown>> | undefined
  readonly workerSid?: string | undefined
  readonly queueSid?: string | undefined
  readonly endConferenceOnExit?:
    | { readonly customer?: boolean | undefined; readonly agent?: boolean | undefined }
    | undefined
  /** Flex ends the call when the last agent is gone: true unless said otherwise. */
  readonly endsWithLastAgent?: boolean | undefined
  /** Outbound: how long the phone rings; null: until it is answered over the control door. */
  readonly ringsMs?: number | null | undefined
  /** How long after an agent is there their legs are written on the task; null: never. */
  readonly writesAfterMs?: number | null | undefined
  /** Whose leg `call_sid` names as soon as an agent is there: a plugin that records writes the recorded one. */
  readonly callSidNames?: 'customer' | 'agent' | undefined
  /** Inbound: `call_sid` names a leg of the customer's that dialled the one in the conference. */
  readonly isForwarded?: boolean | undefined
  readonly statusCallback?: string | undefined
  readonly statusCallbackEvents?: readonly string[] | undefined
  readonly conferenceStatusCallback?: string | undefined
  readonly conferenceStatusCallbackEvents?: readonly string[] | undefined
}
