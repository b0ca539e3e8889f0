import type { ReadonlySignal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Start } from '../../webhooks/join/page-state.ts'
import type { Call } from './call/model.ts'
import type { Dispatch } from './journey/journey.ts'
import type { Journey } from './journey/model.ts'
import type { Media } from './media/model.ts'
import type { Network } from './network/network.ts'
import type { Api } from './server/api.ts'
import type { Language } from './texts/language.ts'
import type { Texts } from './texts/texts.ts'
import type { Said } from './ui/announcer.ts'

/** Everything a screen may use. A screen reads the signals and dispatches events; it decides nothing. */
export type App = {
  readonly journey: ReadonlySignal<Journey>
  readonly dispatch: Dispatch
  readonly media: Media
  readonly call: Call
  readonly api: Api
  readonly network: Network
  readonly texts: ReadonlySignal<Texts>
  readonly language: Language
  /** The full address of this page with its token, for opening it elsewhere. */
  readonly link: string
  readonly brand: Start['brand']
  /** Announces a text to users of a screen reader. `urgent` interrupts. */
  readonly announce: (text: string, urgent?: boolean) => void
  readonly said: ReadonlySignal<Said>
}

export const AppContext = createContext<App | undefined>(undefined)

export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('A screen was rendered outside the app')
  return app
}
