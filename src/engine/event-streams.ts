import { createHash, randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { type Changes, changeChannel } from './changes.ts'
import { script } from './scripts.ts'

/** One open stream of server-sent events. */
export type EventStream = {
  /** Renews the lease of the stream. @returns false when the stream was replaced by another one */
  renew(): Promise<boolean>
  close(): Promise<void>
}
export type EventStreams = {
  /**
   * Registers one more event stream of one holder. `onTaken` runs when another stream may have replaced this one.
   * @returns undefined when the holder has enough streams
   */
  open(stream: StreamHolder): Promise<EventStream | undefined>
  /** Whether this page of the holder has an event stream, in any process. */
  isOpen(holder: string, page: string): Promise<boolean>
}
export type StreamHolder = {
  /** A worker, or the holder of a link. */
  readonly holder: string
  /** An id of the page without a dot; empty where the page sent none. */
  readonly page: string
  readonly address: string
  /** How many streams this holder may have. */
  readonly most: number
  readonly onTaken: () => void
}

/** How long a stream counts after its process died (ms). Open streams are renewed well before. */
const leaseMs = 75_000
export const renewEveryMs = 25_000

/**
 * Anybody who has a copy of a link can open event streams in its holder's name. So a full list replaces a stream of the
 * address that has the most of them: if all streams belong to one attacker, those of other addresses still get in.
 * KEYS: the streams of the holder. ARGV: now, lease, id of this stream, its address, how many there may be, the channel
 * of changes and the message on it.
 */
const open = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
local streams = redis.call('ZRANGE', KEYS[1], 0, -1)
if #streams >= tonumber(ARGV[5]) then
  local counts, crowd = {}, ''
  for _, stream in ipairs(streams) do
    local address = string.match(stream, ' (.*)$')
    counts[address] = (counts[address] or 0) + 1
    if counts[address] > (counts[crowd] or 0) then crowd = address end
  end
  if (counts[ARGV[4]] or 0) >= counts[crowd] - 1 then return 'full' end
  for _, stream in ipairs(streams) do
    if string.match(stream, ' (.*)$') == crowd then
      redis.call('ZREM', KEYS[1], stream)
      break
    end
  end
  redis.call('PUBLISH', ARGV[6], ARGV[7])
end
redis.call('ZADD', KEYS[1], ARGV[1] + ARGV[2], ARGV[3] .. ' ' .. ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 'open'
`

const renew = `
if not redis.call('ZSCORE', KEYS[1], ARGV[3]) then return 'taken' end
redis.call('ZADD', KEYS[1], ARGV[1] + ARGV[2], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 'held'
`

/** The key with one holder's streams in all processes. It stores digests, which only tell addresses apart. */
const keyOf = (prefix: string, holder: string) => `${prefix}:event-streams:${holder}`
const digest = (holder: string, address: string) =>
  createHash('sha256').update(`${holder} ${address}`).digest('base64url').slice(0, 11)

export function createEventStreams(redis: Redis, changes: Changes, prefix = 'escalate'): EventStreams {
  const opened = script(redis, open)
  const renewed = script(redis, renew)
  return {
    async open({ holder, page, address, most, onTaken }) {
      const key = keyOf(prefix, holder)
      const [id, from] = [`${page}.${randomUUID()}`, digest(holder, address)]
      const member = `${id} ${from}`
      const now = () => [String(Date.now()), String(leaseMs)] as const
      const channel = changeChannel(prefix)
      const stop = changes.watch('event-streams', holder, onTaken)
      const answer = await opened([key], ...now(), id, from, String(most), channel, `event-streams ${holder}`).catch(
        (problem: unknown) => {
          stop()
          throw problem
        },
      )
      if (answer !== 'open') return void stop()
      return {
        renew: async () => (await renewed([key], ...now(), member)) === 'held',
        async close() {
          stop()
          await redis.zrem(key, member)
        },
      }
    },
    async isOpen(holder, page) {
      const streams = await redis.zrangebyscore(keyOf(prefix, holder), Date.now(), '+inf')
      return streams.some((each) => each.startsWith(`${page}.`))
    },
  }
}
