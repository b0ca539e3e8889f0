import { Permanent, Retryable, StoreTrouble } from '../core/errors.ts'
import type { Fact } from '../core/facts.ts'
import type { Registered } from '../core/feature.ts'
import type { QueuedEvent } from './queues.ts'
import { storeTroubleIn } from './store-trouble.ts'

export type Accept = (facts: readonly Fact[]) => Promise<void>

/** Well below the 5 s (here in ms) after which Twilio gives up on a Conversations webhook. */
const patienceMs = 1_500

/**
 * Asks every feature for its event of a fact, and queues the events. Resolves when all of them are in Redis, so that a
 * webhook may be acknowledged. A fact that concerns no feature costs no write.
 *
 * @throws StoreTrouble if Redis did not confirm in time. The write may still take place; its ids make the sender's
 * repeat harmless.
 */
export const createAccept =
  (
    features: readonly Registered[],
    push: (events: readonly QueuedEvent[]) => Promise<void>,
    isReady: () => boolean,
  ): Accept =>
  async (facts) => {
    const events = facts.flatMap((fact) =>
      features.flatMap((feature): QueuedEvent[] => {
        const event = feature.eventFrom(fact)
        return event ? [{ feature: feature.name, event }] : []
      }),
    )
    if (events.length === 0) return
    // BullMQ waits for a connection without limit; Twilio does not.
    if (!isReady()) throw away()
    await within(patienceMs, push(events))
  }

/** The error for a Redis that is not reachable. */
export const away = () => new StoreTrouble('Redis is away', { reason: 'away' })

/**
 * Limits the time of work on Redis. Rejects after `ms`, whatever the promise does later.
 * @throws StoreTrouble for trouble of the store, Retryable for anything else
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreTrouble('Redis did not answer in time', { reason: 'late' })), ms)
  })
  try {
    return await Promise.race([work, late])
  } catch (cause) {
    if (cause instanceof Retryable || cause instanceof Permanent) throw cause
    const reason = storeTroubleIn(cause)
    throw reason
      ? new StoreTrouble('Redis refused the write', { reason, cause })
      : new Retryable('Redis refused the write', { cause })
  } finally {
    clearTimeout(timer)
  }
}
