import { DelayedError, type Job, UnrecoverableError } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Note } from '../../src/engine/handle.ts'
import type { Patiently } from '../../src/engine/patience.ts'
import { jobPrefix } from '../../src/engine/queues.ts'
import { type Breaker, createBreaker } from '../../src/outbound/breaker.ts'
import { type Delivery, deliveryQueue } from '../../src/outbound/deliveries.ts'
import type { Endpoints, KnownEndpoint } from '../../src/outbound/endpoints.ts'
import type { OutboundEvent } from '../../src/outbound/event.ts'
import type { Sent } from '../../src/outbound/post.ts'
import { waitAfter } from '../../src/outbound/retries.ts'
import { JobWorker } from '../job-worker.ts'

export type DeliverDeps = {
  readonly endpoints: Endpoints
  readonly send: (endpoint: KnownEndpoint, event: OutboundEvent) => Promise<Sent>
  readonly note: Note
  readonly patiently: Patiently
}

/** Passes the receiver's requested pause to BullMQ's backoff. */
class NotDelivered extends Error {
  override name = 'NotDelivered'
  readonly retryAfterMs: number | undefined
  constructor(why: string, retryAfterMs: number | undefined) {
    super(why)
    this.retryAfterMs = retryAfterMs
  }
}

/** How often (ms) endpoints are read again: a delivery must not cost a look-up. */
const freshMs = 1_000

export function createDeliveryWorker(
  connection: Redis,
  { endpoints, send, note, patiently }: DeliverDeps,
  keys = 'escalate',
) {
  const breakers = new Map<string, Breaker>()
  let known: { readonly at: number; readonly all: ReturnType<Endpoints['all']> } | undefined

  async function endpointOf(id: string) {
    if (!known || known.at < Date.now() - freshMs) readAgain()
    const endpoint = await found(id)
    if (endpoint) return endpoint
    // An endpoint newer than the last read has not been removed.
    readAgain()
    return found(id)
  }
  const found = async (id: string) => (await known?.all)?.find((each) => each.id === id)
  function readAgain(): void {
    const all = patiently(() => endpoints.all())
    known = { at: Date.now(), all }
    all.catch(() => (known = undefined))
  }

  async function deliver(job: Job<Delivery>, token?: string): Promise<void> {
    const { endpointId, event } = job.data
    const endpoint = await endpointOf(endpointId)
    if (!endpoint) throw new UnrecoverableError('the endpoint was removed')
    if (endpoint.disabled) throw new UnrecoverableError(`the endpoint is disabled: ${endpoint.disabled}`)
    // Keep and retry the delivery: the key may come back, or the endpoint may get another secret.
    if (endpoint.unreadable) {
      known = undefined
      throw new NotDelivered(endpoint.unreadable, undefined)
    }
    const breaker = breakers.get(endpointId) ?? createBreaker()
    breakers.set(endpointId, breaker)
    const wait = breaker.wait()
    if (wait > 0) {
      await patiently(() => job.moveToDelayed(Date.now() + wait, token))
      throw new DelayedError()
    }
    const sent = await send(endpoint, event)
    const about = { endpoint: endpointId, type: event.body.type, id: event.id, tries: job.attemptsMade + 1 }
    if (sent.is === 'delivered') {
      breaker.succeeded()
      note(about, 'delivered')
      return
    }
    if (sent.is === 'gone') {
      await patiently(() => endpoints.disable(endpointId, 'answered 410'))
      note(about, 'endpoint is gone')
      throw new UnrecoverableError('answered 410')
    }
    breaker.failed()
    note({ ...about, why: sent.why }, 'not delivered')
    throw new NotDelivered(sent.why, sent.retryAfterMs)
  }

  return new JobWorker<Delivery>(deliveryQueue, deliver, {
    patiently,
    connection,
    prefix: jobPrefix(keys),
    concurrency: 50,
    lockDuration: 30_000,
    // Remembered for an hour, so that an event forwarded twice is sent once.
    removeOnComplete: { age: 3_600, count: 20_000 },
    // Dead letters: kept for two weeks, to be examined and sent again.
    removeOnFail: { age: 14 * 24 * 3600, count: 50_000 },
    settings: {
      backoffStrategy: (made: number, _?: string, problem?: Error) =>
        waitAfter(made, problem instanceof NotDelivered ? problem.retryAfterMs : undefined),
    },
  })
}
