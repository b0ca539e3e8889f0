import type { State } from './model.ts'
import type { CallRead } from './seen.ts'

/** A write of ours is read by then (ms). */
const writtenWithin = 10_000

/** The task no longer says what we wrote: a plugin that writes all attributes had read them before. Revisions are times. */
export const isOverwritten = ({ announced, revision }: State, { task }: CallRead, at: number): boolean =>
  announced !== undefined && task?.isOurs === false && at - revision > writtenWithin
