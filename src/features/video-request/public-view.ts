import type { PublicView } from '../../core/public-view.ts'
import type { State } from './model.ts'
import { requestOf } from './request.ts'

/** The request for webhooks and the timeline: it never has the customer's words. */
export function publicViewOf(state: State): PublicView | undefined {
  const request = requestOf(state)
  if (!request || !state.named) return undefined
  return { id: state.named.id, state: request.is, askedAt: request.askedAt, assignments: state.assignments.length }
}
