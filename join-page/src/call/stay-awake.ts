import { effect, type ReadonlySignal } from '@preact/signals'
import type { Journey, Screen } from '../journey/model.ts'

/** Screens on which a participant waits or talks without touching the screen. */
const quiet: readonly Screen['is'][] = ['waiting', 'joining', 'room']

type Lock = { readonly released: boolean; release(): Promise<void> }

/** The browser APIs used here. `locks` is missing in Firefox before 126 and Safari before 16.4. */
export type AwakeSide = {
  readonly locks: { request(type: 'screen'): Promise<Lock> } | undefined
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener'>
}

const browserSide = (): AwakeSide => ({
  locks: 'wakeLock' in navigator ? navigator.wakeLock : undefined,
  page: document,
})

/**
 * Keeps the screen on while a participant waits or talks: a phone that goes to sleep stops the camera and often the
 * call. The browser releases the lock whenever the page is hidden, so it is requested again when the page is visible.
 */
export function stayAwake(
  journey: ReadonlySignal<Pick<Journey, 'screen'>>,
  { locks, page }: AwakeSide = browserSide(),
): void {
  if (!locks) return
  let held: Lock | undefined
  let isAsking = false
  const isWanted = () => quiet.includes(journey.peek().screen.is)

  async function look(): Promise<void> {
    if (!locks || isAsking) return
    if (!isWanted()) return letGo()
    if (page.visibilityState !== 'visible' || held?.released === false) return
    isAsking = true
    // Refused if the battery is low, or the frame has no permission.
    held = await locks.request('screen').catch(() => undefined)
    isAsking = false
    if (!isWanted()) letGo()
  }
  function letGo(): void {
    held?.release().catch(() => undefined)
    held = undefined
  }

  effect(() => {
    void journey.value
    void look()
  })
  page.addEventListener('visibilitychange', () => void look())
}
