import { type ComponentChild, hydrate, render } from 'preact'

type First = { readonly locale: string; readonly screen: string }

/**
 * Hydrates the screen that the server rendered. Renders a new one if the screen or the language is wrong. Then performs
 * the press that early-press.ts remembered.
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
