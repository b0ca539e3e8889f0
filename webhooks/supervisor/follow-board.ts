import type { Context } from 'hono'
import { type Line, openLine, type Right, type Streams } from '../line.ts'
import type { Board, BoardUpdate } from './board.ts'
import type { BoardRow } from './board-row.ts'

/** `at` is this server's clock, by which all times on the board are; `readAt`, how fresh it is. */
export type BoardTold = {
  readonly at: number
  readonly readAt: number
  /** True: this is all there is. False: only what has changed. */
  readonly isWhole: boolean
  readonly rows: readonly BoardRow[]
  readonly gone: readonly string[]
}

/** All of it at this moment, for a page whose stream says nothing. */
export async function wholeBoard(board: Board): Promise<BoardTold> {
  const { rows, stop } = await board.watch(() => {})
  stop()
  return { at: Date.now(), readAt: board.readAt(), isWhole: true, rows, gone: [] }
}

/** Without news this often (ms), so that a page knows that the line is alive and the board fresh. */
const pulseMs = 4_000

/** Server-sent events: the whole board first, then what changes. What comes while a slow page reads is told together. */
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

  async function tell(line: Line): Promise<void> {
    wake = line.wake
    // No record has this name: it hears only that everybody is woken, as when this process ends.
    const unwatch = streams.changes.watch('supervisor', 'board', wake)
    const write = (told: Pick<BoardTold, 'isWhole' | 'rows' | 'gone'>) => {
      const whole: BoardTold = { at: Date.now(), readAt: board.readAt(), ...told }
      return line.send('board', JSON.stringify(whole))
    }
    try {
      await write({ isWhole: true, rows: watched.rows, gone: [] })
      while (!line.isOver()) {
        const change = { isWhole: false, rows: [...waiting.values()], gone: [...gone] }
        if (change.rows.length + change.gone.length === 0 && (await line.rest(pulseMs))) continue
        if (line.isOver()) return
        waiting.clear()
        gone.clear()
        await write(change)
      }
    } finally {
      watched.stop()
      unwatch()
    }
  }

  try {
    return await openLine(c, streams, right, tell)
  } catch (problem) {
    watched.stop()
    throw problem
  }
}
