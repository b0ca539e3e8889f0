/** An answer of Twilio. */
type Answered = {
  /** Its HTTP status; 0 when no answer came. */
  readonly status?: number | undefined
  /** Its Retry-After in ms, where it has one. */
  readonly retryAfterMs?: number | undefined
}

type RetryableOptions = Answered & { readonly cause?: unknown; readonly ambiguous?: boolean }

/** A failure that a later attempt can get over: rate limits, time-outs, 5xx, a Redis that is away. */
export class Retryable extends Error implements Answered {
  override name = 'Retryable'
  /** The work may have been done although no good answer came back, so a repeat must check before it acts. */
  readonly ambiguous: boolean
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined
  constructor(message: string, { cause, ambiguous = false, status, retryAfterMs }: RetryableOptions = {}) {
    super(message, { cause })
    this.ambiguous = ambiguous
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}

/**
 * Our own store refuses, is silent or is away. This uses up no attempt, because it says nothing about the work:
 * attempts count Twilio's failures only.
 */
export class StoreTrouble extends Retryable {
  override name = 'StoreTrouble'
  /** Redis' own error word such as `OOM`, or `away`, `silent`, `late`. */
  readonly reason: string
  constructor(message: string, options: { readonly reason: string; readonly cause?: unknown }) {
    super(message, { cause: options.cause, ambiguous: true })
    this.reason = options.reason
  }
}

/**
 * Twilio does not accept our API key: it is being replaced, or was mistyped. Nothing was done, and nothing is wrong
 * with the work, so this uses up no attempt: the work waits until Twilio accepts the key.
 */
export class KeyRefused extends Retryable {
  override name = 'KeyRefused'
}

/** A failure that no later attempt can get over: bad request, missing resource, forbidden. */
export class Permanent extends Error implements Answered {
  override name = 'Permanent'
  /** Twilio's error code where there is one, for looking it up. */
  readonly code: number | undefined
  readonly status: number | undefined
  constructor(message: string, { cause, code, status }: PermanentOptions = {}) {
    super(message, { cause })
    this.code = code
    this.status = status
  }
}

type PermanentOptions = Pick<Answered, 'status'> & { readonly cause?: unknown; readonly code?: number | undefined }

/** Stored data does not have its expected form, or none of our keys opens it. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}
