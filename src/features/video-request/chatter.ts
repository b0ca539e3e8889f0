import type { Event, State } from './model.ts'

/** What customers can repeat endlessly, and offers that nobody accepted. Without a change they write nothing. */
export const isChatter = (_: State, { type }: Event): boolean =>
  type === 'video-request.received' || type === 'command.given' || type === 'assignment.closed'
