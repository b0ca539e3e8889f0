import type { Kind } from './model.ts'
import { platformOf } from './platform.ts'
import type { Memory } from './remembered.ts'

/** The browser APIs that `media` uses. Any of them may be missing, as in many in-app browsers. */
export type BrowserSide = {
  readonly devices: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices' | 'addEventListener'> | undefined
  readonly permissions: Pick<Permissions, 'query'> | undefined
  readonly memory: Memory | undefined
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener'>
  readonly window: Pick<Window, 'addEventListener'>
  /** A phone or tablet: it can open only one camera at a time. */
  readonly isPhone: boolean
  readonly canChooseSpeaker: boolean
}

export function browserSide(): BrowserSide {
  const { system } = platformOf(navigator)
  return {
    // Insecure pages and old WebViews lack both, although the types promise them.
    devices: 'mediaDevices' in navigator ? navigator.mediaDevices : undefined,
    permissions: 'permissions' in navigator ? navigator.permissions : undefined,
    memory: memory(),
    page: document,
    window,
    isPhone: system === 'ios' || system === 'android',
    canChooseSpeaker: 'setSinkId' in HTMLMediaElement.prototype,
  }
}

/** Reading `localStorage` throws if the user has blocked cookies. */
function memory(): Memory | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

/** Queries a permission. Firefox before 131 and Safari before 16 throw. */
export async function permissionStatus(
  permissions: BrowserSide['permissions'],
  kind: Kind,
): Promise<PermissionStatus | undefined> {
  try {
    return await permissions?.query({ name: kind })
  } catch {
    return undefined
  }
}
