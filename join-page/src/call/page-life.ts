import { type ReadonlySignal, signal } from '@preact/signals'
import { platformOf } from '../media/platform.ts'

/** The page's coming and going, as far as a call cares. */
export type PageLife = {
  readonly isPhone: boolean
  /** Out of sight on a phone: its camera is taken away or sees a pocket. A computer's page goes on behind another window. */
  readonly isAway: ReadonlySignal<boolean>
  /** Runs `leaving` when the page goes for good. */
  onLeave(leaving: () => void): () => void
}

export function createPageLife(isPhone: boolean = isHandheld()): PageLife {
  const isAway = signal(false)
  if (isPhone)
    document.addEventListener('visibilitychange', () => {
      isAway.value = document.visibilityState === 'hidden'
    })
  // "Back" brings the page out of the browser's memory with a call that is long gone: it begins anew, and finds its seat.
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
