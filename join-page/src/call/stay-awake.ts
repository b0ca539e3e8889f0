import { effect, type ReadonlySignal } from '@preact/signals'
import type { Journey, Screen } from '../journey/model.ts'

/** Screens on which somebody waits or talks, and touches nothing. */
const quiet: readonly Screen['is'][] = ['waiting', 'joining', 'room']

type Lock = { readonly released: boolean; release(): Promise<void> }

/** What of the browser this touches. `locks` is missing in Firefox before 126 and Safari before 16.4. */
export type AwakeSide = {
  readonly locks: { request(type: 'screen'): Promise<Lock> } | undefined
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener'>
}

const browserSide = (): AwakeSide => ({
  locks: 'wakeLock' in navigator ? navigator.wakeLock : undefined,
  page: document,
})

/**
 * Keeps a phone's screen on while its person waits or talks: a phone that goes to sleep takes the camera and often the call.
 * The browser takes the lock back whenever the page is out of sight, so it is asked again when the page is seen again.
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
    // Refused where the battery is low, or the frame has no permission for it.
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
