import type { Start } from '../../../webhooks/join/page-state.ts'
import type { Dispatch } from '../journey/journey.ts'
import type { Api } from './api.ts'
import type { Entry } from './entry.ts'
import { followState } from './follow-state.ts'

/** Dispatches the server's state: the state that came with the page, then each event. Requests it after a refresh. */
export function connectToServer({ state }: Start, entry: Entry | undefined, api: Api, dispatch: Dispatch): void {
  if (!entry || state?.link === 'unknown') {
    dispatch({ type: 'link.unknown' })
    return
  }
  if (state) dispatch({ type: 'state.received', state })
  const end = followState(entry, state, {
    onState: (state) => dispatch({ type: 'state.received', state }),
    onConnected: (isBack) => dispatch({ type: 'stream.connected', isBack }),
    async ask() {
      const answer = await api.state()
      if (!answer.ok && answer.problem.code === 'unknown-link') {
        end()
        dispatch({ type: 'link.unknown' })
      }
      return answer.ok ? answer.body : undefined
    },
  })
}
