import type { Problem } from './model.ts'

/** What is known besides the error itself. */
export type Circumstances = {
  /** What `permissions.query` says; undefined where the browser does not tell. */
  readonly permission: PermissionState | undefined
  /** A device of this kind is in the browser's list. */
  readonly isListed: boolean
}

const blocked = ['NotAllowedError', 'PermissionDeniedError', 'SecurityError']
const busy = ['NotReadableError', 'TrackStartError', 'AbortError']
const missing = ['NotFoundError', 'DevicesNotFoundError', 'OverconstrainedError', 'ConstraintNotSatisfiedError']

/**
 * Why getUserMedia did not give anything. The names are the standard's and those that older Chrome and Safari used.
 * - Chrome says "Permission denied by system" where the operating system is the one who says no; others give the same
 *   NotAllowedError while the site's own permission is `granted`.
 * - Firefox on a Mac does not find a device that the system hides from it, although it lists the device.
 */
export function problemOf(error: unknown, { permission, isListed }: Circumstances): Problem {
  const { name, message } = wordsOf(error)
  if (blocked.includes(name)) return permission === 'granted' || /system/i.test(message) ? 'system' : 'blocked'
  if (busy.includes(name)) return 'in-use'
  if (missing.includes(name)) return isListed && name !== 'OverconstrainedError' ? 'system' : 'none'
  return 'failed'
}

/** Somebody said no: asking again in another way would only be a nuisance. */
export const isRefusal = (error: unknown): boolean => blocked.includes(wordsOf(error).name)

/**
 * A wish was too special: the remembered device is gone, or the driver cannot do this size (some answer that they cannot
 * start). The same question without wishes may still be answered.
 */
export const isWish = (error: unknown): boolean => [...missing, ...busy].includes(wordsOf(error).name)

function wordsOf(error: unknown): { readonly name: string; readonly message: string } {
  // A DOMException is not an Error in every older WebView.
  if (typeof error !== 'object' || error === null) return { name: '', message: '' }
  return {
    name: 'name' in error ? String(error.name) : '',
    message: 'message' in error ? String(error.message) : '',
  }
}
