import type { State } from './model.ts'

/** Somebody is on the way: a transfer was started, and nobody has taken it or called it off since. */
export const isHandingOver = ({ isTaskOver, transfer }: State): boolean =>
  !isTaskOver && transfer.initiatedAt > Math.max(transfer.overAt, transfer.takenAt)
