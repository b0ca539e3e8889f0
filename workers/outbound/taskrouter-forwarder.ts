import type { Job } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Patiently } from '../../src/engine/patience.ts'
import { jobPrefix } from '../../src/engine/queues.ts'
import { createPost } from '../../src/outbound/post.ts'
import { type ForwardedEvent, forwardQueue, waitBeforeNext } from '../../src/outbound/taskrouter-forward.ts'
import { resigned } from '../../src/twilio/resigned.ts'
import { JobWorker } from '../job-worker.ts'

type Terms = {
  /** The operator's own address, so it may be in a private network. */
  readonly url: string
  /** While the token is being rotated, the first one signs. */
  readonly authTokens: readonly string[]
  readonly patiently: Patiently
}

/**
 * Forwards TaskRouter's events as Twilio would send them: the same form and headers, signed with the account's auth
 * token for the consumer's own address. A consumer that checks Twilio's signature accepts them and need not know about
 * us.
 */
export function createTaskRouterForwarder(
  connection: Redis,
  { url, authTokens: [authToken = ''], patiently }: Terms,
  keys?: string,
) {
  const post = createPost({ mayBePrivate: true })

  async function forward({ data: { body, idempotencyToken } }: Job<ForwardedEvent>): Promise<void> {
    const { address, signature } = resigned(url, body, authToken)
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': signature,
      'user-agent': 'escalate-forward',
      ...(idempotencyToken !== undefined && { 'i-twilio-idempotency-token': idempotencyToken }),
    }
    const sent = await post(address, headers, body)
    if (sent.is === 'failed') throw new Error(sent.why)
    if (sent.is === 'gone') throw new Error('answered 410')
  }

  return new JobWorker<ForwardedEvent>(forwardQueue, forward, {
    patiently,
    connection,
    prefix: jobPrefix(keys),
    concurrency: 20,
    lockDuration: 30_000,
    // Events contain customers' names: delivered ones are not kept, undelivered ones for a day, to be examined.
    removeOnComplete: { count: 0 },
    removeOnFail: { age: 24 * 3600, count: 5_000 },
    settings: { backoffStrategy: (made: number) => waitBeforeNext(made) },
  })
}
