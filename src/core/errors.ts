/** Trying again later can work: rate limits, time-outs, 5xx, a Redis that is away. */
export class Retryable extends Error {
  override name = 'Retryable'
  /** The work may have been done although no good answer came back, so a repeat must look before it acts. */
  readonly ambiguous: boolean
  constructor(message: string, options: { readonly cause?: unknown; readonly ambiguous?: boolean } = {}) {
    super(message, { cause: options.cause })
    this.ambiguous = options.ambiguous ?? false
  }
}

/**
 * Our own store refuses, is silent or is away. That says nothing about the work, so no attempt is used up for it: attempts
 * are for Twilio's failures.
 */
export class StoreTrouble extends Retryable {
  override name = 'StoreTrouble'
  /** Redis' own word such as `OOM`, or `away`, `silent`, `late`. */
  readonly reason: string
  constructor(message: string, options: { readonly reason: string; readonly cause?: unknown }) {
    super(message, { cause: options.cause, ambiguous: true })
    this.reason = options.reason
  }
}

/** Trying again cannot work: bad request, missing resource, forbidden. */
export class Permanent extends Error {
  override name = 'Permanent'
  /** Twilio's error code where there is one, so that a person can look it up. */
  readonly code: number | undefined
  constructor(message: string, options: { readonly cause?: unknown; readonly code?: number | undefined } = {}) {
    super(message, { cause: options.cause })
    this.code = options.code
  }
}
