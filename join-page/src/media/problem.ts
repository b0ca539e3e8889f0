import type { Problem } from './model.ts'

/** Known facts besides the error itself. */
export type Circumstances = {
  /** The answer of `permissions.query`; undefined if the browser gives none. */
  readonly permission: PermissionState | undefined
  /** A device of this kind is in the browser's list. */
  readonly isListed: boolean
}

const blocked = ['NotAllowedError', 'PermissionDeniedError', 'SecurityError']
const busy = ['NotReadableError', 'TrackStartError', 'AbortError']
const missing = ['NotFoundError', 'DevicesNotFoundError', 'OverconstrainedError', 'ConstraintNotSatisfiedError']

/**
 * Finds why getUserMedia failed. The names are those of the standard and of older Chrome and Safari versions.
 * - Chrome says "Permission denied by system" if the operating system refuses; others give the same NotAllowedError
 *   while   the site's own permission is `granted`.
 * - Firefox on a Mac lists a device that the system blocks, but does not find it.
 */
export function problemOf(error: unknown, { permission, isListed }: Circumstances): Problem {
  const { name, message } = wordsOf(error)
  if (blocked.includes(name)) return permission === 'granted' || /system/i.test(message) ? 'system' : 'blocked'
  if (busy.includes(name)) return 'in-use'
  if (missing.includes(name)) return isListed && name !== 'OverconstrainedError' ? 'system' : 'none'
  return 'failed'
}

/** Whether the user refused. Asking again in another way would only be a nuisance. */
export const isRefusal = (error: unknown): boolean => blocked.includes(wordsOf(error).name)

/**
 * Whether the constraints may be the reason: the remembered device is gone, or the driver cannot do this size (some say
 * that they cannot start). The same request without constraints may work.
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
