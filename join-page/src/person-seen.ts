/** Events that only a person causes. */
const signs = ['pointerdown', 'pointermove', 'touchstart', 'wheel', 'keydown'] as const

/**
 * Runs `seen` once a person uses the visible page. Mail filters and chats open links in a browser of their own, run the
 * page's script and leave, which does not count as opening the page.
 */
export function whenPersonSeen(seen: () => void): void {
  const look = (event: Event) => {
    if (!event.isTrusted || document.visibilityState !== 'visible' || isResting(event)) return
    for (const sign of signs) removeEventListener(sign, look, true)
    seen()
  }
  for (const sign of signs) addEventListener(sign, look, { capture: true, passive: true })
}

/** Chromium reports a pointer that does not move when a window opens or closes beneath it, without any person. */
const isResting = (event: Event): boolean =>
  event.type === 'pointermove' && event instanceof PointerEvent && event.movementX === 0 && event.movementY === 0
