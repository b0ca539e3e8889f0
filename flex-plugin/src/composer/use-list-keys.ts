import { type RefObject, useEffect, useState } from 'react'

type ListKeys = {
  readonly place: RefObject<HTMLElement>
  readonly id: string
  readonly count: number
  readonly draft: string
  readonly pick: (n: number) => void
}

/**
 * Arrows move through the list, Enter or Tab picks the active command, Escape hides the list until the draft changes.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ The field is Flex's, so it gets its ARIA attributes only while
 * there is a list.
 *
 * @returns whether the list is shown, and the index of the active command, or -1
 */
export function useListKeys({ place, id, count, draft, pick }: ListKeys) {
  const [active, setActive] = useState(-1)
  const [dismissed, dismiss] = useState('')
  const isShown = count > 0 && draft !== dismissed
  useEffect(() => setActive(-1), [draft])
  useEffect(() => {
    const input = isShown ? fieldBeside(place.current) : null
    if (!input) return
    const own: Readonly<Record<string, string>> = {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'true',
      'aria-controls': id,
      ...(active >= 0 && { 'aria-activedescendant': `${id}-${active}` }),
    }
    for (const [name, value] of Object.entries(own)) input.setAttribute(name, value)
    const press = (event: KeyboardEvent) => {
      if (event.target !== input || event.isComposing) return
      const does = whatDoes(event.key, active, count)
      if (does === undefined) return
      // React listens higher in the tree. Caught in the capture phase, the key does not send the message.
      event.preventDefault()
      event.stopPropagation()
      if (does === 'dismiss') dismiss(draft)
      else if (does === 'pick') pick(active)
      else setActive(does)
    }
    document.addEventListener('keydown', press, true)
    return () => {
      document.removeEventListener('keydown', press, true)
      for (const name of Object.keys(own)) input.removeAttribute(name)
    }
  }, [isShown, place, id, count, active, draft, pick])
  return { isShown, active }
}

/** Maps a key to the next active index, `pick` or `dismiss`; undefined for a key that the list ignores. */
export function whatDoes(key: string, active: number, count: number): number | 'pick' | 'dismiss' | undefined {
  if (key === 'ArrowDown') return (active + 1) % count
  if (key === 'ArrowUp') return active <= 0 ? count - 1 : active - 1
  if (key === 'Escape') return 'dismiss'
  return (key === 'Enter' || key === 'Tab') && active >= 0 ? 'pick' : undefined
}

const fieldBeside = (place: Element | null): Element | null => {
  for (let at = place?.parentElement; at; at = at.parentElement) {
    const input = at.querySelector('textarea, [contenteditable="true"]')
    if (input) return input
  }
  return null
}
