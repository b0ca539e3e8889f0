import type { State } from './model.ts'

/** Tells whether a transfer is under way: started, and neither accepted nor cancelled since. */
export const isHandingOver = ({ isTaskOver, transfer }: State): boolean =>
  !isTaskOver && transfer.initiatedAt > Math.max(transfer.overAt, transfer.takenAt)
