import { CurrentScreen } from './app.tsx'
import { type App, AppContext } from './app-context.ts'
import { createCall } from './call/call.ts'
import { keepWayBack } from './come-back.ts'
import { atStart } from './journey/at-start.ts'
import { createJourney } from './journey/journey.ts'
import { createPerform } from './journey/perform.ts'
import { browserOf } from './media/browser.ts'
import { createMedia } from './media/media.ts'
import { createNetwork } from './network/network.ts'
import { whenPersonSeen } from './person-seen.ts'
import { fetchRoom } from './screens/late-room.tsx'
import { createApi } from './server/api.ts'
import { connectToServer } from './server/connect.ts'
import { readEntry } from './server/entry.ts'
import { readStart } from './server/start.ts'
import { keptLocale } from './texts/kept-locale.ts'
import { createLanguage } from './texts/language.ts'
import { loadTexts } from './texts/load.ts'
import { createAnnouncer } from './ui/announcer.ts'
import { outliveTranslation } from './ui/outlive-translation.ts'
import { Page } from './ui/page.tsx'
import { takeOver } from './ui/take-over.ts'

// The page's root: creates all dependencies and passes them down. Nothing else is global.
const start = readStart()
const entry = readEntry(start.home)
const comeBack = entry?.comeBack

const api = createApi(entry ?? { token: '-', device: '' })
const media = createMedia()
const call = createCall({ media, onOutcome: (outcome) => dispatch(outcome) })
let isStayingAwake = false
const prefetch = () => {
  call.prefetch()
  fetchRoom().then(
    ({ stayAwake }) => {
      if (!isStayingAwake) stayAwake(journey)
      isStayingAwake = true
    },
    // The room's screen fetches it again, and shows what is wrong.
    () => undefined,
  )
}
const { journey, dispatch } = createJourney(
  {
    ...atStart(browserOf(window)),
    isConsenting: comeBack?.isConsenting ?? false,
    isComingBack: comeBack !== undefined,
    isMovingIn: entry?.isMovingIn ?? false,
    hasJoined: entry?.hasJoined ?? false,
  },
  createPerform({ api, media, call, prefetch, dispatch: (event) => dispatch(event), now: Date.now }),
)
const language = createLanguage({
  server: start.locale,
  browser: navigator.languages,
  load: loadTexts,
  kept: keptLocale,
})
const app: App = {
  journey,
  dispatch,
  media,
  call,
  api,
  network: createNetwork(api),
  language,
  texts: language.texts,
  link: entry ? `${location.origin}/j/${entry.token}` : location.origin,
  brand: start.brand,
  ...createAnnouncer(),
}

if (start.devices) media.want(start.devices === 'none' ? [] : [start.devices])
if (comeBack) {
  media.want(comeBack.kinds)
  call.mute(comeBack.isMuted)
}
connectToServer(start, entry, api, dispatch)
if (entry) keepWayBack(entry, { journey, media, call })
// The end of the event stream also tells the server, but later.
addEventListener('pagehide', api.leave)
whenPersonSeen(() => dispatch({ type: 'person.seen' }))

outliveTranslation(document.body)

const page = (
  <AppContext.Provider value={app}>
    <Page>
      <CurrentScreen />
    </Page>
  </AppContext.Provider>
)
language.ready.then(() => takeOver(page, { locale: language.locale.value, screen: journey.value.screen.is }))
