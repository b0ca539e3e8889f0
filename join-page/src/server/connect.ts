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
  const end = followNews(entry, state, {
    told: (news) => dispatch({ type: 'server.told', state: news }),
    connected: (isBack) => dispatch({ type: 'line.connected', isBack }),
    async ask() {
      const answer = await api.state()
      if (!answer.ok && answer.problem.code === 'unknown-link') {
        end()
        dispatch({ type: 'server.unknown' })
      }
      return answer.ok ? answer.body : undefined
    },
  })
}
