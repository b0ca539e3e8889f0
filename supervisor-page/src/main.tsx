import { effect } from '@preact/signals'
import { render } from 'preact'
import type { SupervisorStart } from '../../webhooks/supervisor/page.ts'
import { CurrentPage } from './app.tsx'
import { type App, AppContext } from './app-context.ts'
import { createBoardModel } from './board/model.ts'
import { followRoute } from './route.ts'
import { followBoard } from './server/follow-board.ts'
import { openSession } from './server/session.ts'
import { openLanguage } from './texts/language.ts'

// The page's root: creates all dependencies and passes them down. Removes the token from the address first.
const session = openSession()
const board = createBoardModel()
const app: App = {
  session,
  board,
  route: followRoute(),
  language: openLanguage(navigator.languages),
  // From Escalate's own server, which also provides the type (webhooks/supervisor/page.ts).
  start: JSON.parse(document.getElementById('start')?.textContent ?? '{}') as SupervisorStart,
}

if (session.token.value) followBoard({ session, ...board })
setInterval(board.tick, 1_000)
effect(() => {
  const { locale, texts } = app.language.value
  document.documentElement.lang = locale
  document.title = [texts.title, app.start.brand].filter(Boolean).join(' · ')
})

const page = (
  <AppContext.Provider value={app}>
    <CurrentPage />
  </AppContext.Provider>
)
render(page, document.getElementById('page') ?? document.body)
