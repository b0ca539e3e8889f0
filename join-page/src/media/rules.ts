import type { Kind, Problem } from './model.ts'

/** The event after which a request may succeed. */
export type Hope = 'permission' | 'plugged' | 'back'

/**
 * Whether a failed source is tried again without a press. A user who only comes back to the page must not see a prompt,
 * so in that case the permission must be granted already.
 */
export function mayTryAgain(why: Problem, permission: PermissionState | undefined, hope: Hope): boolean {
  // The prompt is still open, and its answer comes by itself.
  if (why === 'no-answer' || permission === 'denied') return false
  if (hope === 'permission') return true
  if (hope === 'plugged') return why === 'none' || why === 'failed'
  return permission === 'granted' || (permission === undefined && why !== 'blocked')
}

/** Whether a new request cannot cause a prompt. */
export const isSilent = (permission: PermissionState | undefined): boolean => permission === 'granted'

export type Ending = {
  readonly kind: Kind
  readonly permission: PermissionState | undefined
  /** Whether the device is still plugged in. */
  readonly isListed: boolean
  /** How many devices of this kind are left. */
  readonly left: number
}

/**
 * Decides what follows when the browser ends a track. The system's default replaces an unplugged microphone, as users
 * of a headset expect. The page never opens another camera by itself, because it shows another part of the room.
 */
export function afterEnd({ kind, permission, isListed, left }: Ending): Problem | 'again' {
  if (permission === 'denied') return 'blocked'
  if (isListed) return 'in-use'
  if (left === 0) return 'none'
  return kind === 'microphone' ? 'again' : 'failed'
}
