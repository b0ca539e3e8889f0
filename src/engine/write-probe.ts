import type { Redis } from 'ioredis'
import { within } from './accept.ts'
import { isReady } from './redis.ts'
import { storeTroubleIn } from './store-trouble.ts'

const patienceMs = 900
const keepMs = 60_000

/**
 * Tries a write, because a replica and a full Redis answer a PING, too.
 * @returns why Redis does not take a write, as Redis' own error word if there is one
 */
export async function whyNoWrite(redis: Redis, prefix: string): Promise<string | undefined> {
  if (!isReady(redis)) return 'away'
  try {
    await within(patienceMs, redis.set(`${prefix}:probe`, Date.now(), 'PX', keepMs))
    return undefined
  } catch (problem) {
    return storeTroubleIn(problem) ?? 'refused'
  }
}

const ours: Readonly<Record<string, string>> = {
  away: 'not reachable',
  silent: 'no answer in time',
  late: 'no answer in time',
}

/** The text of such a reason for the operator. */
export const writeTrouble = (reason: string): string => ours[reason] ?? `refuses writes: ${reason}`
