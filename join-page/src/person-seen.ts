/** What only somebody's hand does. */
const signs = ['pointerdown', 'pointermove', 'touchstart', 'wheel', 'keydown'] as const

/**
 * Runs `seen` once somebody uses the page in front of them. Mail filters and chats open links in a browser of their own, run the
 * page's script, and go: that is no opening.
 */
export function whenPersonSeen(seen: () => void): void {
  const look = ({ isTrusted }: Event) => {
    if (!isTrusted || document.visibilityState !== 'visible') return
    for (const sign of signs) removeEventListener(sign, look, true)
    seen()
  }
  for (const sign of signs) addEventListener(sign, look, { capture: true, passive: true })
}
