import type { BoardTold } from '../../../webhooks/supervisor/follow-board.ts'
import { fetchAs } from './ask.ts'
import { createEventReader } from './event-reader.ts'
import type { Session } from './session.ts'

type Following = {
  readonly session: Session
  readonly told: (news: BoardTold) => void
  /** Whether the line stands. */
  readonly lineIs: (isUp: boolean) => void
  /** The token is good, but not for this. */
  readonly refused: () => void
}

/** The server says something every 4 s (webhooks/supervisor/follow-board.ts). */
const silentMs = 12_000
const firstPauseMs = 500
const longestPauseMs = 8_000

/**
 * Follows the board for as long as somebody is signed in. Each connection starts with the whole board, so nothing is
 * missed, however long the line was away. An `EventSource` could not carry the token.
 * @returns what ends it
 */
export function followBoard({ session, told, lineIs, refused }: Following): () => void {
  let isOver = false
  let current = new AbortController()
  const wait = (ms: number) => new Promise<void>((passed) => setTimeout(passed, ms))

  async function once(): Promise<void> {
    current = new AbortController()
    let timer: number | undefined
    const alive = () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => current.abort(), silentMs)
    }
    try {
      alive()
      const answer = await fetchAs({ session, path: '/board/events' }, { signal: current.signal })
      if (answer.status === 403) return refused()
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
        alive()
        take(value)
      }
    } finally {
      clearTimeout(timer)
    }
  }

  async function go(): Promise<void> {
    for (let pause = firstPauseMs; !isOver && session.token.value; ) {
      const since = performance.now()
      await once().catch(() => undefined)
      lineIs(false)
      pause = performance.now() - since > silentMs ? firstPauseMs : Math.min(longestPauseMs, pause * 2)
      // A whole office does not come back in the same moment.
      if (!isOver) await wait(pause * (0.5 + Math.random() / 2))
    }
  }
  void go()
  return () => {
    isOver = true
    current.abort()
  }
}
