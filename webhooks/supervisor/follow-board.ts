import type { Context } from 'hono'
import { type Streams, toldAtOnce } from '../live-state.ts'
import type { Board, BoardNews } from './board.ts'
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

/** Without news this often (ms), so that a page knows that the line is alive and the board fresh. */
const pulseMs = 4_000

/** Server-sent events: the whole board first, then what changes. What comes while a slow page reads is told together. */
export async function followBoard(c: Context, board: Board, { news, isDraining }: Streams): Promise<Response> {
  let wake = () => {}
  const waiting = new Map<string, BoardRow>()
  const gone = new Set<string>()
  const { rows, stop } = await board.watch((changed) => {
    merge(changed)
    wake()
  })
  // No record has this name: it hears only that everybody is woken, as when this process ends.
  const unwatch = news.watch('supervisor', 'board', () => wake())

  function merge(changed: BoardNews): void {
    for (const row of changed.rows) {
      waiting.set(row.key, row)
      gone.delete(row.key)
    }
    for (const key of changed.gone) {
      waiting.delete(key)
      gone.add(key)
    }
  }

  return toldAtOnce(c, async (stream) => {
    stream.onAbort(() => wake())
    const write = (told: Pick<BoardTold, 'isWhole' | 'rows' | 'gone'>) => {
      const whole: BoardTold = { at: Date.now(), readAt: board.readAt(), ...told }
      return stream.writeSSE({ event: 'board', data: JSON.stringify(whole) })
    }
    try {
      await write({ isWhole: true, rows, gone: [] })
      while (!stream.aborted && !isDraining()) {
        const change = { isWhole: false, rows: [...waiting.values()], gone: [...gone] }
        if (change.rows.length + change.gone.length === 0) {
          const isWoken = await sleep((woken) => {
            wake = woken
          })
          if (isWoken) continue
        }
        waiting.clear()
        gone.clear()
        await write(change)
      }
    } finally {
      stop()
      unwatch()
    }
  })
}

const sleep = (wakeable: (woken: () => void) => void): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), pulseMs)
    wakeable(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
