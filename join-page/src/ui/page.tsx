import { useSignalEffect } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { directionOf } from '../texts/locales.ts'
import { Brand } from './brand.tsx'
import { brandColors } from './brand-colors.ts'
import { LanguageField } from './language-field.tsx'

/**
 * `<Page><CurrentScreen /></Page>`: the frame around every screen. Brand and language above (the room needs all the height
 * and has neither), and the two regions through which the page speaks; they must be there before the first word is.
 */
export function Page({ children }: { readonly children: ComponentChildren }) {
  const { journey, language, brand, said } = useApp()
  const root = document.documentElement
  useSignalEffect(() => {
    root.lang = language.locale.value
    root.dir = directionOf(language.locale.value)
  })
  // Through the DOM: a style attribute in the HTML would break the page's own policy.
  useLayoutEffect(() => {
    const colors = (brand.color && brandColors(brand.color)) || {}
    for (const [property, color] of Object.entries(colors)) root.style.setProperty(property, color)
  }, [brand.color])
  const isInRoom = journey.value.screen.is === 'room'
  return (
    <div class={isInRoom ? 'page page-room' : 'page'}>
      {!isInRoom && (
        <header class="page-header">
          <Brand />
          <LanguageField />
        </header>
      )}
      {children}
      <div class="visually-hidden" role="status" aria-live="polite">
        {said.value.polite}
      </div>
      <div class="visually-hidden" role="alert" aria-live="assertive">
        {said.value.urgent}
      </div>
    </div>
  )
}
