import type { PageState, Start } from '../../../webhooks/join/page-state.ts'
import type { Dispatch } from '../journey/journey.ts'
import type { Api } from './api.ts'
import type { Entry } from './entry.ts'
import { followNews, isOver } from './news.ts'

/** How long (ms) the page waits before it asks again: after a refused line, and for a conversation that may come back. */
const soon = 3_000
const later = 15_000

/** Brings the server's word to the journey: what came with the page, then the news; after a refresh it is asked for. */
export function connectToServer({ state }: Start, entry: Entry | undefined, api: Api, dispatch: Dispatch): void {
  if (!entry || state?.link === 'unknown') {
    dispatch({ type: 'server.unknown' })
    return
  }
  if (state) dispatch({ type: 'server.told', state })
  else void ask(api, dispatch)
  goOn(state, { entry, api, dispatch })
}

type Page = { readonly entry: Entry; readonly api: Api; readonly dispatch: Dispatch }

/** Listens for as long as this state can change. */
function goOn(state: PageState | undefined, page: Page): void {
  const { entry, api, dispatch } = page
  const askAfter = (pause: number) => setTimeout(async () => goOn(await ask(api, dispatch), page), pause)
  if (state && isOver(state)) return
  if (state?.link === 'handed-over') {
    askAfter(later)
    return
  }
  followNews(entry, {
    told: (news) => dispatch({ type: 'server.told', state: news }),
    connected: () => dispatch({ type: 'line.connected' }),
    refused: () => askAfter(soon),
  })
}

/** The news bring the state, too; but a line that is refused does not say why, and a link may be unknown. */
async function ask(api: Api, dispatch: Dispatch): Promise<PageState | undefined> {
  const answer = await api.state()
  if (answer.ok) dispatch({ type: 'server.told', state: answer.body })
  else if (answer.problem.code === 'unknown-link') dispatch({ type: 'server.unknown' })
  return answer.ok ? answer.body : undefined
}
