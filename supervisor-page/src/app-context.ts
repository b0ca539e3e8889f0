import type { ReadonlySignal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { SupervisorStart } from '../../webhooks/supervisor/page.ts'
import type { Board } from './board/model.ts'
import type { Route } from './route.ts'
import type { Session } from './server/session.ts'
import type { Language } from './texts/language.ts'

export type App = {
  readonly session: Session
  readonly board: Board
  readonly route: ReadonlySignal<Route>
  readonly language: ReadonlySignal<Language>
  readonly start: SupervisorStart
}

export const AppContext = createContext<App | undefined>(undefined)

/** @throws Error outside the page */
export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('A component was rendered outside the page')
  return app
}

export const useTexts = () => useApp().language.value.texts
