import type { Kind } from './model.ts'
import { platformOf } from './platform.ts'
import type { Memory } from './remembered.ts'

/** What of the browser the media part touches. Everything may be missing: in an in-app browser much is. */
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
    // The types promise both; insecure pages and old WebViews do not have them.
    devices: 'mediaDevices' in navigator ? navigator.mediaDevices : undefined,
    permissions: 'permissions' in navigator ? navigator.permissions : undefined,
    memory: memory(),
    page: document,
    window,
    isPhone: system === 'ios' || system === 'android',
    canChooseSpeaker: 'setSinkId' in HTMLMediaElement.prototype,
  }
}

/** Reading `localStorage` throws where the person forbade cookies. */
function memory(): Memory | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

/** Firefox before 131 and Safari before 16 refuse the question with an exception. */
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
