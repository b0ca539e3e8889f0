import type { Kind, Problem } from './model.ts'

/** What happened that may have changed the browser's mind. */
export type Hope = 'permission' | 'plugged' | 'back'

/**
 * Whether a source that failed is tried again without being told to. A question must never jump at somebody who merely
 * comes back to the page, so there it takes a permission that is given already.
 */
export function mayTryAgain(why: Problem, permission: PermissionState | undefined, hope: Hope): boolean {
  // The question still stands: its answer comes by itself.
  if (why === 'no-answer' || permission === 'denied') return false
  if (hope === 'permission') return true
  if (hope === 'plugged') return why === 'none' || why === 'failed'
  return permission === 'granted' || (permission === undefined && why !== 'blocked')
}

/** A way of trying again that cannot bring up a question of the browser. */
export const isSilent = (permission: PermissionState | undefined): boolean => permission === 'granted'

export type Ending = {
  readonly kind: Kind
  readonly permission: PermissionState | undefined
  /** The device is still plugged in. */
  readonly isListed: boolean
  /** How many devices of this kind are left. */
  readonly left: number
}

/**
 * A track ended without us. An unplugged microphone gives way to the system's own one, as people expect of a headset;
 * another camera is never opened unasked, because it shows another part of the room.
 */
export function afterEnd({ kind, permission, isListed, left }: Ending): Problem | 'again' {
  if (permission === 'denied') return 'blocked'
  if (isListed) return 'in-use'
  if (left === 0) return 'none'
  return kind === 'microphone' ? 'again' : 'failed'
}
