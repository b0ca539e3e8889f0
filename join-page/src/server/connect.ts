import type { Start } from '../../../webhooks/join/page-state.ts'
import type { Dispatch } from '../journey/journey.ts'
import type { Api } from './api.ts'
import type { Entry } from './entry.ts'
import { followNews } from './news.ts'

/** Dispatches the server's state: the state that came with the page, then each event. Requests it after a refresh. */
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
