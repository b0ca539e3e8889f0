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

/** Tells BullMQ's backoff what the receiver asked for. */
class NotDelivered extends Error {
  override name = 'NotDelivered'
  readonly retryAfterMs: number | undefined
  constructor(why: string, retryAfterMs: number | undefined) {
    super(why)
    this.retryAfterMs = retryAfterMs
  }
}

/** Endpoints are read again this often (ms): a delivery must not cost a look-up. */
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
    // One that is younger than what was read is no removed one.
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
    // Kept, and tried again: the key may be back, or the endpoint has got another secret.
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
    const line = { endpoint: endpointId, type: event.body.type, id: event.id, tries: job.attemptsMade + 1 }
    if (sent.is === 'delivered') {
      breaker.succeeded()
      note(line, 'delivered')
      return
    }
    if (sent.is === 'gone') {
      await patiently(() => endpoints.disable(endpointId, 'answered 410'))
      note(line, 'endpoint is gone')
      throw new UnrecoverableError('answered 410')
    }
    breaker.failed()
    note({ ...line, why: sent.why }, 'not delivered')
    throw new NotDelivered(sent.why, sent.retryAfterMs)
  }

  return new JobWorker<Delivery>(deliveryQueue, deliver, {
    patiently,
    connection,
    prefix: jobPrefix(keys),
    concurrency: 50,
    lockDuration: 30_000,
    // Known for an hour, so that what is forwarded twice is sent once.
    removeOnComplete: { age: 3_600, count: 20_000 },
    // The dead letters: to be looked at and sent again for two weeks.
    removeOnFail: { age: 14 * 24 * 3600, count: 50_000 },
    settings: {
      backoffStrategy: (made: number, _?: string, problem?: Error) =>
        waitAfter(made, problem instanceof NotDelivered ? problem.retryAfterMs : undefined),
    },
  })
}
