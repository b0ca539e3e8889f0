import type { State } from './model.ts'
import { conversationOf } from './names.ts'
import { requestOf, type Word } from './request.ts'

/** A request for the agent API. */
export type RequestView = {
  readonly id: string
  readonly conversationSid: string
  readonly state: Word
  readonly askedAt: string
}

export function viewOf(state: State): RequestView | undefined {
  const request = requestOf(state)
  if (!request || !state.named) return undefined
  const { id, at } = state.named
  return { id, conversationSid: conversationOf(id) ?? '', state: request.is, askedAt: new Date(at).toISOString() }
}
