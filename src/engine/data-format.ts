import type { Redis } from 'ioredis'
import { currentFormat, newerFormatText } from '../formats/index.ts'
import { isReady } from './redis.ts'
import { deniedIn } from './rights-proof.ts'

export const formatKey = (prefix: string) => `${prefix}:format`
const member = 'format'

/**
 * Writes down which data format this process stores, so that a process of an older version does not start beside it. Again
 * after each reconnection, because Redis may have come back empty. The highest format stays.
 *
 * @param upgradeKeys moves what an older format kept under other keys; called before the format is raised
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

/** @returns why this version cannot work with the data, for people to read; undefined when it can */
export async function formatProblem(redis: Redis, prefix: string): Promise<string | undefined> {
  const stored = Number(await redis.zscore(formatKey(prefix), member))
  return stored > currentFormat ? newerFormatText(stored) : undefined
}

/** Without a right to the earlier keys there is nothing to move that this process could have used. */
function unlessDenied(problem: unknown): void {
  if (!deniedIn(problem)) throw problem
}

// A failed write is tried again after the next reconnection, and the record's own format protects the data meanwhile.
const ignore = () => {}
