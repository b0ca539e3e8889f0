import { type ComponentChild, hydrate, render } from 'preact'

type First = { readonly locale: string; readonly screen: string }

/**
 * Puts life into the screen that the server drew. One that is not the right one here, in language or kind, is drawn anew. What
 * was pressed meanwhile (early-press.ts) is done now.
 */
export function takeOver(page: ComponentChild, { locale, screen }: First): void {
  const place = document.getElementById('page') ?? document.body
  const isSameScreen = place.querySelector('main')?.dataset['screen'] === screen
  if (isSameScreen && document.documentElement.lang === locale) {
    hydrate(page, place)
  } else {
    place.replaceChildren()
    render(page, place)
  }
  place.dataset['isAlive'] = ''
  const pressed = isSameScreen && place.dataset['pressed']
  if (pressed) place.querySelector<HTMLButtonElement>(`button[data-action="${pressed}"]`)?.click()
}
