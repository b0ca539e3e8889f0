import { createHash, randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { type Changes, changeChannel } from './changes.ts'
import { script } from './scripts.ts'

export type OpenLine = {
  /** Says that it is still open. @returns false when its place went to somebody else */
  renew(): Promise<boolean>
  close(): Promise<void>
}
export type OpenLines = {
  /**
   * A place for one more line of events of one person; `taken` runs when it may have gone to another one.
   * @returns undefined when that person has enough
   */
  open(who: LineHolder): Promise<OpenLine | undefined>
  /** Whether this page of theirs has a line, in whatever process. */
  isOpen(person: string, page: string): Promise<boolean>
}
export type LineHolder = {
  readonly person: string
  /** A word for their page without a dot in it; empty where nobody told one. */
  readonly page: string
  readonly address: string
  /** How many this person may have. */
  readonly most: number
  readonly taken: () => void
}

/** The line of a process that died counts so long (ms); the others are renewed well before. */
const leaseMs = 75_000
export const renewEveryMs = 25_000

/**
 * Whoever holds somebody's link opens lines in their name. So the place of a line goes to an address with fewer of them: where all
 * are one stranger's, the others' come in. KEYS: the person's lines. ARGV: now, lease, this line, its address, how many
 * there may be, the channel of news and its word for these.
 */
const open = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
local lines = redis.call('ZRANGE', KEYS[1], 0, -1)
if #lines >= tonumber(ARGV[5]) then
  local counts, crowd = {}, ''
  for _, line in ipairs(lines) do
    local address = string.match(line, ' (.*)$')
    counts[address] = (counts[address] or 0) + 1
    if counts[address] > (counts[crowd] or 0) then crowd = address end
  end
  if (counts[ARGV[4]] or 0) >= counts[crowd] - 1 then return 'full' end
  for _, line in ipairs(lines) do
    if string.match(line, ' (.*)$') == crowd then
      redis.call('ZREM', KEYS[1], line)
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

/** Where the lines of one person are counted, for all processes. It holds no address: digests tell them apart, and no more. */
const keyOf = (prefix: string, person: string) => `${prefix}:lines:${person}`
const digest = (person: string, address: string) =>
  createHash('sha256').update(`${person} ${address}`).digest('base64url').slice(0, 11)

export function createOpenLines(redis: Redis, changes: Changes, prefix = 'escalate'): OpenLines {
  const opened = script(redis, open)
  const renewed = script(redis, renew)
  return {
    async open({ person, page, address, most, taken }) {
      const key = keyOf(prefix, person)
      const [id, from] = [`${page}.${randomUUID()}`, digest(person, address)]
      const line = `${id} ${from}`
      const now = () => [String(Date.now()), String(leaseMs)] as const
      const channel = changeChannel(prefix)
      const stop = changes.watch('lines', person, taken)
      const answer = await opened([key], ...now(), id, from, String(most), channel, `lines ${person}`).catch(
        (problem: unknown) => {
          stop()
          throw problem
        },
      )
      if (answer !== 'open') return void stop()
      return {
        renew: async () => (await renewed([key], ...now(), line)) === 'held',
        async close() {
          stop()
          await redis.zrem(key, line)
        },
      }
    },
    async isOpen(person, page) {
      const lines = await redis.zrangebyscore(keyOf(prefix, person), Date.now(), '+inf')
      return lines.some((line) => line.startsWith(`${page}.`))
    },
  }
}
