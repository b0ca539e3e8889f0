import type { State } from './model.ts'
import type { CallRead } from './seen.ts'

/** How long (ms) until our write can be read. */
const writtenWithin = 10_000

/**
 * Tells whether the task no longer says what we wrote: a plugin wrote all attributes from an older reading. Revisions
 * are times.
 */
export const isOverwritten = ({ announced, revision }: State, { task }: CallRead, at: number): boolean =>
  announced !== undefined && task?.isOurs === false && at - revision > writtenWithin
