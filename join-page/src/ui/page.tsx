import { useSignalEffect } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { directionOf } from '../../../client-shared/locale.ts'
import { useApp } from '../app-context.ts'
import { Brand } from './brand.tsx'
import { LanguageField } from './language-field.tsx'

/**
 * `<Page><CurrentScreen /></Page>`: the frame around every screen. Has brand and language at the top (except in the
 * room, which needs all the height), and the two live regions for announcements, which must exist before the first
 * announcement.
 */
export function Page({ children }: { readonly children: ComponentChildren }) {
  const { journey, language, said } = useApp()
  useSignalEffect(() => {
    document.documentElement.lang = language.locale.value
    document.documentElement.dir = directionOf(language.locale.value)
  })
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
