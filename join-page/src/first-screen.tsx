import { signal } from '@preact/signals'
import { renderToString } from 'preact-render-to-string'
import type { JoinPage } from '../../webhooks/join/page.ts'
import { CurrentScreen } from './app.tsx'
import { type App, AppContext } from './app-context.ts'
import { atStart } from './journey/at-start.ts'
import { createJourney } from './journey/journey.ts'
import { browserOf } from './media/browser.ts'
import { chooseLocale } from './texts/choose.ts'
import { loadTexts } from './texts/load.ts'
import { directionOf } from './texts/locales.ts'
import { createAnnouncer } from './ui/announcer.ts'
import { brandColors } from './ui/brand-colors.ts'
import { Page } from './ui/page.tsx'

/**
 * The first screen as markup: it is read before the script has come, which then takes it over (main.tsx). This module runs on
 * the server. Nothing is drawn where only the browser knows the right screen: for agents and supervisors, whose frame may go
 * back into the call at once; after a refresh; and where the user agent is that of an app or of an old browser.
 */
export const firstScreen: JoinPage['firstScreen'] = async (start, { userAgent, languages }) => {
  const { state, brand } = start
  if (!state || ('role' in state && state.role !== 'customer') || browserOf(anyWith(userAgent)) !== 'good')
    return undefined
  const locale = chooseLocale({ server: start.locale, browser: languages })
  const texts = signal(await loadTexts(locale))
  const { journey, dispatch } = createJourney(atStart('good'), () => {})
  dispatch('role' in state ? { type: 'server.told', state } : { type: 'server.unknown' })
  const app: App = {
    journey,
    dispatch,
    media: inTheBrowser('media'),
    call: inTheBrowser('call'),
    api: inTheBrowser('api'),
    language: { locale: signal(locale), texts, choose: async () => {}, ready: Promise.resolve() },
    texts,
    link: '',
    brand,
    ...createAnnouncer(),
  }
  const html = renderToString(
    <AppContext.Provider value={app}>
      <Page>
        <CurrentScreen />
      </Page>
    </AppContext.Provider>,
  )
  return { html, locale, direction: directionOf(locale) }
}

/** The brand's colour as a style sheet; empty without one. */
export const brandStyle: JoinPage['brandStyle'] = (color) => {
  const colors = Object.entries((color && brandColors(color)) || {})
  return colors.length === 0 ? '' : `:root{${colors.map(([property, value]) => `${property}:${value}`).join(';')}}`
}

/** A browser of that name that can do everything. */
const anyWith = (userAgent: string) => ({
  isSecureContext: true,
  navigator: { userAgent, mediaDevices: { getUserMedia: true } },
  RTCPeerConnection: true,
})

/** No first screen needs it while it is drawn. */
function inTheBrowser<T extends object>(name: string): T {
  const touched = () => {
    throw new Error(`The first screen needs the ${name}, which is in the browser`)
  }
  // Nothing of it is ever read.
  return new Proxy({}, { get: touched }) as T
}
