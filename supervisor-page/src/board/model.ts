import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { BoardRow } from '../../../webhooks/supervisor/board-row.ts'
import type { BoardMessage } from '../../../webhooks/supervisor/follow-board.ts'

export type Board = {
  /** Undefined until the first event from the server. */
  readonly rows: ReadonlySignal<ReadonlyMap<string, BoardRow> | undefined>
  /** The server's time, updated every second. */
  readonly now: ReadonlySignal<number>
  /** The age of the board in ms. */
  readonly age: ReadonlySignal<number>
  readonly isUp: ReadonlySignal<boolean>
  readonly isRefused: ReadonlySignal<boolean>
  readonly update: (update: BoardMessage) => void
  readonly streamIs: (isUp: boolean) => void
  readonly refused: () => void
  /** Call once a second. */
  readonly tick: () => void
}

/** Keeps the rows of the board and the server's time. */
export function createBoardModel(clock: () => number = Date.now): Board {
  const rows = signal<ReadonlyMap<string, BoardRow> | undefined>(undefined)
  const own = signal(clock())
  const ahead = signal(0)
  const readAt = signal(0)
  const isUp = signal(false)
  const isRefused = signal(false)
  const now = computed(() => own.value + ahead.value)
  return {
    rows,
    now,
    isUp,
    isRefused,
    age: computed(() => Math.max(0, now.value - readAt.value)),
    update(update) {
      own.value = clock()
      ahead.value = update.at - own.value
      readAt.value = update.readAt
      if (update.isWhole || update.rows.length + update.gone.length > 0) rows.value = merged(rows.value, update)
    },
    streamIs(is) {
      isUp.value = is
    },
    refused() {
      isRefused.value = true
    },
    tick() {
      own.value = clock()
    },
  }
}

function merged(known: ReadonlyMap<string, BoardRow> | undefined, { isWhole, rows, gone }: BoardMessage) {
  const next = new Map(isWhole ? [] : known)
  for (const row of rows) if ((next.get(row.key)?.version ?? -1) <= row.version) next.set(row.key, row)
  for (const key of gone) next.delete(key)
  return next
}
