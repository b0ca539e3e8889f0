import { render } from 'preact'
import { CurrentScreen } from '../../../join-page/src/app.tsx'
import { AppContext } from '../../../join-page/src/app-context.ts'
import { brandColors } from '../../../join-page/src/ui/brand-colors.ts'
import { Page } from '../../../join-page/src/ui/page.tsx'
import '../../../join-page/src/style/index.css'
import { madeUpApp } from './made-up-app.ts'
import { readQuery } from './query.ts'
import { states } from './states.ts'
import { wear } from './theme.ts'

declare global {
  interface Window {
    /**
     * Shows the state in the query in place of the last one. Ends when all of it is there, which `data-ready` on <html>
     * says.
     */
    show: (search: string) => Promise<void>
  }
}

// The address has the first state. A test shows the next ones on the same page: loading it is half the work.
window.show = show
await show(location.search)

async function show(search: string): Promise<void> {
  const query = readQuery(search)
  const state = states[query.state]
  const place = document.getElementById('page')
  if (!state || !place) throw new Error(`There is no state ${query.state}`)
  clear(place)
  if (state.userAgent) Object.defineProperty(navigator, 'userAgent', { value: state.userAgent, configurable: true })
  if (query.theme) wear(query.theme)
  // On the page itself, the server's style sheet does this.
  for (const [property, value] of Object.entries((query.brand.color && brandColors(query.brand.color)) || {}))
    document.documentElement.style.setProperty(property, value)
  const app = madeUpApp(state, query)
  await app.language.ready
  render(
    <AppContext.Provider value={app}>
      <Page>
        <CurrentScreen />
      </Page>
    </AppContext.Provider>,
    place,
  )
  await there(`main[data-screen="${state.screen.is}"]`)
  if (query.dir) document.documentElement.dir = query.dir
  for (const selector of state.press ?? []) {
    const element = await there(selector)
    element.click()
    await painted()
  }
  document.documentElement.dataset['ready'] = query.state
}

/** Removes the earlier state and all its traces on the document: the next one starts as on a new page. */
function clear(place: HTMLElement): void {
  render(null, place)
  const root = document.documentElement
  delete root.dataset['ready']
  root.removeAttribute('style')
  root.lang = 'en'
  root.dir = 'ltr'
  document.title = 'Gallery'
  scrollTo(0, 0)
  Reflect.deleteProperty(navigator, 'userAgent')
}

/** The room loads from its own file, and a dialog opens a frame after the press on its button. */
async function there(selector: string): Promise<HTMLElement> {
  for (let tries = 0; tries < 100; tries++) {
    await painted()
    const element = document.querySelector<HTMLElement>(selector)
    if (element) return element
  }
  throw new Error(`Not to be found: ${selector}`)
}

/** Effects run after the next frame. */
function painted(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)))
}
