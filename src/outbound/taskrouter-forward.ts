import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { away, within } from '../engine/accept.ts'
import { groupCommit } from '../engine/group-commit.ts'
import { jobPrefix } from '../engine/queues.ts'

export const forwardQueue = 'taskrouter-forward'

/** A TaskRouter event as Twilio sent it: the form, and the token by which receivers recognise Twilio's repeats. */
export type ForwardedEvent = { readonly body: string; readonly idempotencyToken?: string }

/** With `waitBeforeNext` the attempts span about six minutes: older events about reservations would mislead. */
const attempts = 12

/** Milliseconds to wait after attempt number `made`: a second, twice as long each time, at most a minute; ± 20 %. */
export const waitBeforeNext = (made: number, random: () => number = Math.random): number =>
  Math.round(Math.min(60_000, 1_000 * 2 ** (made - 1)) * (0.8 + 0.4 * random()))

/** How long SIDs are remembered: Twilio repeats an event whose answer was lost, under the same SID. */
const rememberedMs = 10 * 60_000
const patienceMs = 1_500

type Terms = {
  readonly isReady: () => boolean
}
type Signed = {
  readonly form: Readonly<Record<string, string>>
  readonly body: string
  readonly idempotencyToken: string | undefined
}

/** Queues events for the earlier consumer of the workspace's one callback: one durable job per event. */
export function createTaskRouterForward(connection: Redis, { isReady }: Terms, keys?: string) {
  const prefix = jobPrefix(keys)
  const queue = new Queue<ForwardedEvent>(forwardQueue, { connection, prefix, streams: { events: { maxLen: 100 } } })
  queue.on('error', () => {})
  const add = groupCommit<Signed>(async (all) => {
    await queue.addBulk(all.map(jobOf))
  })
  return {
    queue,
    /** Queues an event. @throws StoreTrouble if Redis does not confirm in time, so that Twilio repeats the webhook */
    async forward(event: Signed): Promise<void> {
      if (!isReady()) throw away()
      await within(patienceMs, add([event]))
    },
    close: () => queue.close(),
  }
}

function jobOf({ form, body, idempotencyToken }: Signed) {
  const { Sid: sid = '', EventType: type = 'event' } = form
  return {
    name: type,
    data: { body, ...(idempotencyToken !== undefined && { idempotencyToken }) },
    opts: {
      attempts,
      backoff: { type: 'custom' },
      ...(/^EV[0-9a-fA-F]{32}$/.test(sid) && { deduplication: { id: sid, ttl: rememberedMs } }),
    },
  }
}
