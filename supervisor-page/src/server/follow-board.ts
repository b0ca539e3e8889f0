import { silenceMs, watchSilence } from '../../../client/silence.ts'
import type { BoardMessage } from '../../../webhooks/supervisor/follow-board.ts'
import { ask, fetchAs } from './ask.ts'
import { createEventReader } from './event-reader.ts'
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
const firstPauseMs = 500
const longestPauseMs = 8_000

/**
 * Follows the board while somebody is signed in. Each connection starts with the whole board, so no change is lost,
 * however long the break was. An `EventSource` cannot send the token. Requests the board while the stream is silent.
 * @returns a function that stops following
 */
export function followBoard({ session, update, streamIs, refused }: Following): () => void {
  let isOver = false
  let current = new AbortController()
  let known = ''
  const watch = watchSilence<BoardMessage>({
    async ask() {
      const answer = await ask<BoardMessage>({ session, path: '/board' })
      if (!session.token.value) end()
      if (!answer.ok) streamIs(false)
      return answer.ok ? answer.body : undefined
    },
    accept(board) {
      const isNew = partsIn(board) !== known
      known = partsIn(board)
      update(board)
      streamIs(true)
      return isNew
    },
    reopen: () => current.abort(),
    longestMs: longestRequestPauseMs,
  })
  const wait = (ms: number) => new Promise<void>((passed) => setTimeout(passed, ms))

  async function once(): Promise<void> {
    current = new AbortController()
    const answer = await fetchAs({ session, path: '/board/events' }, { signal: current.signal })
    if (answer.status === 403) {
      watch.stop()
      return refused()
    }
    if (!answer.ok || !answer.body) return
    // From Escalate's own server, which also provides the type.
    const take = createEventReader((data) => {
      update(JSON.parse(data) as BoardMessage)
      streamIs(true)
    })
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      watch.received()
      take(value)
    }
  }

  async function go(): Promise<void> {
    for (let pause = firstPauseMs; !isOver && session.token.value; ) {
      const since = performance.now()
      await once().catch(() => undefined)
      if (!watch.isAsking()) streamIs(false)
      pause = performance.now() - since > silenceMs ? firstPauseMs : Math.min(longestPauseMs, pause * 2)
      // Random, so that an office does not reconnect all at once.
      if (!isOver) await wait(pause * (0.5 + Math.random() / 2))
    }
    watch.stop()
  }

  function end(): void {
    isOver = true
    current.abort()
    watch.stop()
  }

  // Requests the board early, so that the page is not empty until a silent stream is noticed.
  watch.ask(firstRequestMs)
  void go()
  return end
}

/** The rows without the times, which change in every answer. */
const partsIn = ({ rows }: BoardMessage): string => JSON.stringify(rows)
