import type { Redis } from 'ioredis'
import { currentFormat, newerFormatText } from '../formats/index.ts'
import { isReady } from './redis.ts'
import { deniedIn } from './rights-proof.ts'

export const formatKey = (prefix: string) => `${prefix}:format`
const member = 'format'

/**
 * Stores the data format of this process, so that a process of an older version does not start beside it. Repeats that
 * after each reconnection, because Redis may have come back empty. The highest format stays.
 *
 * @param upgradeKeys moves data that an older format kept under other keys; runs before the format is raised
 */
export function raiseFormat(redis: Redis, prefix: string, upgradeKeys: () => Promise<void>): void {
  const raise = async () => {
    if (Number(await redis.zscore(formatKey(prefix), member)) < currentFormat) await upgradeKeys().catch(unlessDenied)
    await redis.zadd(formatKey(prefix), 'GT', currentFormat, member)
  }
  const tryToRaise = () => raise().catch(ignore)
  redis.on('ready', tryToRaise)
  if (isReady(redis)) void tryToRaise()
}

/** @returns a text that says why this version cannot work with the data; undefined when it can */
export async function formatProblem(redis: Redis, prefix: string): Promise<string | undefined> {
  const stored = Number(await redis.zscore(formatKey(prefix), member))
  return stored > currentFormat ? newerFormatText(stored) : undefined
}

/** A process without rights to the earlier keys has nothing to move. */
export function unlessDenied(problem: unknown): void {
  if (!deniedIn(problem)) throw problem
}

// The next reconnection repeats a failed write. Until then the format in each record protects the data.
const ignore = () => {}
