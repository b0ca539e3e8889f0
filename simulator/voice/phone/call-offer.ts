/** How a call comes in. Status callbacks are absolute URLs; without events all of a conference's are sent. */
export interface CallOffer {
  readonly direction?: 'inbound' | 'outbound' | undefined
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
  readonly statusCallback?: string | undefined
  readonly statusCallbackEvents?: readonly string[] | undefined
  readonly conferenceStatusCallback?: string | undefined
  readonly conferenceStatusCallbackEvents?: readonly string[] | undefined
}
