/** Events that only a person causes. */
const signs = ['pointerdown', 'pointermove', 'touchstart', 'wheel', 'keydown'] as const

/**
 * Runs `seen` once a person uses the visible page. Mail filters and chats open links in a browser of their own, run the
 * page's script and leave, which does not count as opening the page.
 */
export function whenPersonSeen(seen: () => void): void {
  const look = ({ isTrusted }: Event) => {
    if (!isTrusted || document.visibilityState !== 'visible') return
    for (const sign of signs) removeEventListener(sign, look, true)
    seen()
  }
  for (const sign of signs) addEventListener(sign, look, { capture: true, passive: true })
}
