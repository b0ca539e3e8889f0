import type { Start } from '../../../webhooks/join/page-state.ts'
import type { Dispatch } from '../journey/journey.ts'
import type { Api } from './api.ts'
import type { Entry } from './entry.ts'
import { followNews } from './news.ts'

/** Brings the server's word to the journey: what came with the page, then the news; after a refresh it is asked for. */
export function connectToServer({ state }: Start, entry: Entry | undefined, api: Api, dispatch: Dispatch): void {
  if (!entry || state?.link === 'unknown') {
    dispatch({ type: 'server.unknown' })
    return
  }
  if (state) dispatch({ type: 'server.told', state })
  else void ask(api, dispatch)
  followNews(
    entry,
    (news) => dispatch({ type: 'server.told', state: news }),
    () => dispatch({ type: 'line.connected' }),
  )
}

/** The news bring the state, too; but a line that is refused does not say why, and a link may be unknown. */
async function ask(api: Api, dispatch: Dispatch): Promise<void> {
  const answer = await api.state()
  if (answer.ok) dispatch({ type: 'server.told', state: answer.body })
  else if (answer.problem.code === 'unknown-link') dispatch({ type: 'server.unknown' })
}
