import { Permanent, Retryable, StoreTrouble } from '../core/errors.ts'
import type { Fact } from '../core/facts.ts'
import type { Registered } from '../core/feature.ts'
import type { QueuedEvent } from './queues.ts'
import { storeTroubleIn } from './store-trouble.ts'

export type Accept = (facts: readonly Fact[]) => Promise<void>

/** Well inside the 5 s after which Twilio gives up on a Conversations webhook. */
const patienceMs = 1_500

/**
 * Asks every feature whether a fact concerns it and queues what they answer. Resolves when all of it is in Redis, so
 * that a webhook may be acknowledged; a fact nobody wants costs no write.
 *
 * @throws StoreTrouble when Redis did not confirm in time. The write may still land; ids make the sender's repeat harmless.
 */
export const createAccept =
  (
    features: readonly Registered[],
    push: (heard: readonly QueuedEvent[]) => Promise<void>,
    isReady: () => boolean,
  ): Accept =>
  async (facts) => {
    const heard = facts.flatMap((fact) =>
      features.flatMap((feature): QueuedEvent[] => {
        const event = feature.eventFrom(fact)
        return event ? [{ feature: feature.name, event }] : []
      }),
    )
    if (heard.length === 0) return
    // BullMQ would wait for a connection without limit; Twilio would not.
    if (!isReady()) throw away()
    await within(patienceMs, push(heard))
  }

export const away = () => new StoreTrouble('Redis is away', { reason: 'away' })

/** Rejects after `ms`, whatever the promise does later. */
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
