import { type ReadonlySignal, signal } from '@preact/signals'
import { platformOf } from '../media/platform.ts'

/** The events in the page's life that matter to a call. */
export type PageLife = {
  readonly isPhone: boolean
  /**
   * Hidden on a phone, where the camera is taken away or shows a pocket. On a computer the call goes on behind other
   * windows.
   */
  readonly isAway: ReadonlySignal<boolean>
  /** Runs `leaving` when the page is left. */
  onLeave(leaving: () => void): () => void
}

/** Watches the page. Also reloads a page that the browser restores from its cache. */
export function createPageLife(isPhone: boolean = isHandheld()): PageLife {
  const isAway = signal(false)
  if (isPhone)
    document.addEventListener('visibilitychange', () => {
      isAway.value = document.visibilityState === 'hidden'
    })
  // "Back" may restore the page from the browser's cache with a call that has ended. A reload finds the seat again.
  window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  return {
    isPhone,
    isAway,
    // `unload` does not run on phones.
    onLeave(leaving) {
      window.addEventListener('pagehide', leaving)
      return () => window.removeEventListener('pagehide', leaving)
    },
  }
}

function isHandheld(): boolean {
  const { system } = platformOf(navigator)
  return system === 'ios' || system === 'android'
}
