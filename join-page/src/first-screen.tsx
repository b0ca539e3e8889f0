import { signal } from '@preact/signals'
import { renderToString } from 'preact-render-to-string'
import { chooseLocale, directionOf } from '../../client-shared/locale.ts'
import type { JoinPage } from '../../webhooks/join/page.ts'
import { CurrentScreen } from './app.tsx'
import { type App, AppContext } from './app-context.ts'
import { atStart } from './journey/at-start.ts'
import { createJourney } from './journey/journey.ts'
import { browserOf } from './media/browser.ts'
import { loadTexts } from './texts/load.ts'
import { createAnnouncer } from './ui/announcer.ts'
import { brandColors } from './ui/brand-colors.ts'
import { Page } from './ui/page.tsx'

/**
 * Renders the first screen as markup on the server, so that it can be read before the script arrives (ui/take-over.ts).
 * Renders nothing when only the browser can know the right screen: for agents and supervisors, whose frame may return
 * to the call at once; after a refresh; and for in-app and old browsers.
 */
export const firstScreen: JoinPage['firstScreen'] = async (start, { userAgent, languages }) => {
  const { state, brand } = start
  if (!state || ('role' in state && state.role !== 'customer') || browserOf(anyWith(userAgent)) !== 'good')
    return undefined
  const locale = chooseLocale([start.locale, ...languages])
  const texts = signal(await loadTexts(locale))
  const { journey, dispatch } = createJourney(atStart('good'), () => {})
  dispatch('role' in state ? { type: 'state.received', state } : { type: 'link.unknown' })
  const app: App = {
    journey,
    dispatch,
    media: inTheBrowser('media'),
    call: inTheBrowser('call'),
    api: inTheBrowser('api'),
    network: inTheBrowser('network'),
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
  return { html, locale, direction: directionOf(locale), title: texts.value.title }
}

/** Returns the brand's colour as a style sheet. It is empty for a colour that cannot be parsed. */
export const brandStyle: JoinPage['brandStyle'] = (color) => {
  const colors = Object.entries((color && brandColors(color)) || {})
  return colors.length === 0 ? '' : `:root{${colors.map(([property, value]) => `${property}:${value}`).join(';')}}`
}

/** A browser with this user agent and every feature: the server can judge the user agent alone. */
const anyWith = (userAgent: string) => ({
  isSecureContext: true,
  navigator: { userAgent, mediaDevices: { getUserMedia: true } },
  RTCPeerConnection: true,
})

/** A placeholder for a dependency that only a browser has. A first screen must not read it; a read is an error. */
function inTheBrowser<T extends object>(name: string): T {
  const touched = () => {
    throw new Error(`The first screen needs the ${name}, which only a browser has`)
  }
  return new Proxy({}, { get: touched }) as T
}
