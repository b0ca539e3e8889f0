import { silenceMs, watchSilence } from '../../../client/silence.ts'
import type { BoardTold } from '../../../webhooks/supervisor/follow-board.ts'
import { ask, fetchAs } from './ask.ts'
import { createEventReader } from './event-reader.ts'
import type { Session } from './session.ts'

type Following = {
  readonly session: Session
  readonly told: (news: BoardTold) => void
  /** Whether the server is heard, by its stream or by its answers. */
  readonly lineIs: (isUp: boolean) => void
  /** The token is good, but not for this. */
  readonly refused: () => void
}

/** What is not live any more after 10 s (ui/line-state.tsx) is asked for as often, where the stream says nothing. */
const longestQuestionPauseMs = 5_000
const firstQuestionMs = 3_000
const firstPauseMs = 500
const longestPauseMs = 8_000

/**
 * Follows the board for as long as somebody is signed in. Each connection starts with the whole board, so nothing is
 * missed, however long the line was away. An `EventSource` could not carry the token. While the stream says nothing the board
 * is asked for.
 * @returns what ends it
 */
export function followBoard({ session, told, lineIs, refused }: Following): () => void {
  let isOver = false
  let current = new AbortController()
  let known = ''
  const watch = watchSilence<BoardTold>({
    async ask() {
      const answer = await ask<BoardTold>({ session, path: '/board' })
      if (!session.token.value) end()
      if (!answer.ok) lineIs(false)
      return answer.ok ? answer.body : undefined
    },
    answered(board) {
      const isNews = partsIn(board) !== known
      known = partsIn(board)
      told(board)
      lineIs(true)
      return isNews
    },
    again: () => current.abort(),
    longestMs: longestQuestionPauseMs,
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
    // Our own server's words, typed by it.
    const take = createEventReader((data) => {
      told(JSON.parse(data) as BoardTold)
      lineIs(true)
    })
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      watch.heard()
      take(value)
    }
  }

  async function go(): Promise<void> {
    for (let pause = firstPauseMs; !isOver && session.token.value; ) {
      const since = performance.now()
      await once().catch(() => undefined)
      if (!watch.isAsking()) lineIs(false)
      pause = performance.now() - since > silenceMs ? firstPauseMs : Math.min(longestPauseMs, pause * 2)
      // A whole office does not come back in the same moment.
      if (!isOver) await wait(pause * (0.5 + Math.random() / 2))
    }
    watch.stop()
  }

  function end(): void {
    isOver = true
    current.abort()
    watch.stop()
  }

  // Nobody should look at an empty page for as long as a line may be silent.
  watch.ask(firstQuestionMs)
  void go()
  return end
}

/** Its times move on in any case. */
const partsIn = ({ rows }: BoardTold): string => JSON.stringify(rows)
