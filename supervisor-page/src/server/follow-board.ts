import { createEventStream } from '../../../client-shared/event-stream.ts'
import type { BoardMessage } from '../../../webhooks/supervisor/follow-board.ts'
import { ask, fetchAs } from './ask.ts'
import type { Session } from './session.ts'

type Following = {
  readonly session: Session
  readonly update: (update: BoardMessage) => void
  /** Reports whether the server can be reached, by its stream or by its answers. */
  readonly streamIs: (isUp: boolean) => void
  /** Runs if the token is valid, but its role may not see the board. */
  readonly refused: () => void
}

/** The longest pause between two requests: a board older than 10 s counts as stale (ui/stream-state.tsx). */
const longestRequestPauseMs = 5_000
const firstRequestMs = 3_000
const pauses = { first: 500, most: 8_000 }

/**
 * Follows the board while somebody is signed in. Each connection starts with the whole board, so no change is lost,
 * however long the break was.
 * @returns a function that stops following
 */
export function followBoard({ session, update, streamIs, refused }: Following): () => void {
  let known = ''
  const stream = createEventStream<BoardMessage>({
    request: (signal) => fetchAs({ session, path: '/board/events' }, { signal }),
    // From Escalate's own server, which also provides the type.
    onEvent: ({ data }) => update(JSON.parse(data) as BoardMessage),
    streamIs,
    onRefused(status) {
      if (!session.token.value) stream.stop()
      if (status === 403) refused()
    },
    async ask() {
      const answer = await ask<BoardMessage>({ session, path: '/board' })
      if (!session.token.value) stream.stop()
      return answer.ok ? answer.body : undefined
    },
    accept(board) {
      const isNew = partsIn(board) !== known
      known = partsIn(board)
      update(board)
      return isNew
    },
    longestMs: longestRequestPauseMs,
    pauses,
  })
  // Requests the board early, so that the page is not empty until a silent stream is noticed.
  stream.ask(firstRequestMs)
  stream.open()
  return stream.stop
}

/** The rows without the times, which change in every answer. */
const partsIn = ({ rows }: BoardMessage): string => JSON.stringify(rows)
