import type { Context } from 'hono'
import { type EventWriter, openEventStream, type Right, type Streams } from '../event-stream.ts'
import type { Board, BoardUpdate } from './board.ts'
import type { BoardRow } from './board-row.ts'

/** `at` is this server's clock, to which all times on the board refer; `readAt` says how fresh the board is. */
export type BoardMessage = {
  readonly at: number
  readonly readAt: number
  /** True: the whole board. False: only changes. */
  readonly isWhole: boolean
  readonly rows: readonly BoardRow[]
  readonly gone: readonly string[]
}

/** The whole board now, for a page whose stream delivers nothing. */
export async function wholeBoard(board: Board): Promise<BoardMessage> {
  const { rows, stop } = await board.watch(() => {})
  stop()
  return { at: Date.now(), readAt: board.readAt(), isWhole: true, rows, gone: [] }
}

/** How often (ms) to send without changes, so that a page knows that the stream is alive and the board fresh. */
const pulseMs = 4_000

/**
 * Sends the whole board as server-sent events, then the changes. Changes that occur while a slow page reads are sent
 * together.
 */
export async function followBoard(c: Context, board: Board, streams: Streams, right: Right): Promise<Response> {
  const waiting = new Map<string, BoardRow>()
  const gone = new Set<string>()
  let wake = () => {}
  const watched = await board.watch((changed) => {
    merge(changed)
    wake()
  })

  function merge(changed: BoardUpdate): void {
    for (const row of changed.rows) {
      waiting.set(row.key, row)
      gone.delete(row.key)
    }
    for (const key of changed.gone) {
      waiting.delete(key)
      gone.add(key)
    }
  }

  async function write(events: EventWriter): Promise<void> {
    wake = events.wake
    // No record has this name: this watch only wakes when all are woken, e.g. when this process stops.
    const unwatch = streams.changes.watch('supervisor', 'board', wake)
    const send = (update: Pick<BoardMessage, 'isWhole' | 'rows' | 'gone'>) => {
      const whole: BoardMessage = { at: Date.now(), readAt: board.readAt(), ...update }
      return events.send('board', JSON.stringify(whole))
    }
    try {
      await send({ isWhole: true, rows: watched.rows, gone: [] })
      while (!events.isOver()) {
        const change = { isWhole: false, rows: [...waiting.values()], gone: [...gone] }
        if (change.rows.length + change.gone.length === 0 && (await events.rest(pulseMs))) continue
        if (events.isOver()) return
        waiting.clear()
        gone.clear()
        await send(change)
      }
    } finally {
      watched.stop()
      unwatch()
    }
  }

  try {
    return await openEventStream(c, streams, right, write)
  } catch (problem) {
    watched.stop()
    throw problem
  }
}
