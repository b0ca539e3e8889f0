/** What Twilio answered. */
type Answered = {
  /** Its HTTP status; 0 when no answer came. */
  readonly status?: number | undefined
  /** How long it asks to be left alone, where it says so. */
  readonly retryAfterMs?: number | undefined
}

type RetryableOptions = Answered & { readonly cause?: unknown; readonly ambiguous?: boolean }

/** Trying again later can work: rate limits, time-outs, 5xx, a Redis that is away. */
export class Retryable extends Error implements Answered {
  override name = 'Retryable'
  /** The work may have been done although no good answer came back, so a repeat must look before it acts. */
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

/**
 * Twilio does not accept our key: it is being exchanged, perhaps, or was mistyped. Nothing was done, and nothing is wrong with the
 * work, so no attempt is used up for it: it waits until the key is right.
 */
export class KeyRefused extends Retryable {
  override name = 'KeyRefused'
}

/** Trying again cannot work: bad request, missing resource, forbidden. */
export class Permanent extends Error implements Answered {
  override name = 'Permanent'
  /** Twilio's error code where there is one, so that a person can look it up. */
  readonly code: number | undefined
  readonly status: number | undefined
  constructor(message: string, { cause, code, status }: PermanentOptions = {}) {
    super(message, { cause })
    this.code = code
    this.status = status
  }
}

type PermanentOptions = Pick<Answered, 'status'> & { readonly cause?: unknown; readonly code?: number | undefined }

/** What is stored is not what it should be, or no key of ours opens it. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}
