import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'

/**
 * Saves state, outbox, locks, aliases and timeline together or not at all: the "one write" of the design. If another
 * record holds a lock, the script writes nothing and returns that lock. If the change cannot be published, the write
 * stands, because watchers also poll.
 *
 * What follows from the last write (how long record and timeline are kept, whether the record is on the list of live
 * ones) is written when it changes, and by the first write of an hour.
 */
const save = `
local change = cjson.decode(ARGV[1])
local stored = redis.call('HMGET', KEYS[1], 'version', 'hour')
local version = tonumber(stored[1] or '0')
local isNewHour = tonumber(stored[2] or '0') ~= change.hour
if version ~= change.from then return 'stale' end
local at = 6
for i, value in ipairs(change.locks) do
  local held = redis.call('GET', KEYS[at + i])
  if held and cjson.decode(held).key ~= change.key then return held end
end
for i, value in ipairs(change.locks) do redis.call('SET', KEYS[at + i], value, 'PX', change.keepMs) end
at = at + #change.locks
for i = 1, change.unlocks do
  local held = redis.call('GET', KEYS[at + i])
  if held and cjson.decode(held).key == change.key then redis.call('DEL', KEYS[at + i]) end
end
at = at + change.unlocks
for i = 1, change.aliases do redis.call('SET', KEYS[at + i], change.key, 'PX', change.keepMs) end
redis.call('HSET', KEYS[1], 'version', version + 1, 'state', change.state, 'seen', change.seen, 'format', change.format, 'hour', change.hour)
if isNewHour then redis.call('PEXPIRE', KEYS[1], change.keepMs) end
if #change.pending > 0 then
  for _, row in ipairs(change.pending) do redis.call('HSET', KEYS[2], row[1], row[2]) end
  redis.call('PEXPIRE', KEYS[2], change.keepMs)
  redis.call('ZADD', KEYS[3], 'NX', change.now, change.member)
end
if isNewHour or change.isLive ~= change.wasLive then
  if change.isLive then redis.call('ZADD', KEYS[4], change.now, change.key) else redis.call('ZREM', KEYS[4], change.key) end
end
local length = redis.call('RPUSH', KEYS[5], ARGV[2])
if length > change.mostEntries then redis.call('LTRIM', KEYS[5], -change.mostEntries, -1) end
if isNewHour or length == 1 then redis.call('PEXPIRE', KEYS[5], change.timelineMs) end
redis.call('XADD', KEYS[6], 'MINID', '~', change.now - change.streamMs, '*', 'of', change.record, 'version', version + 1)
local published = redis.pcall('PUBLISH', change.channel, change.record)
if type(published) == 'table' then return 'unpublished ' .. published.err end
return 'saved'
`

/** Takes handed-over effects out of the outbox. With the last one the record leaves the list of unsent outboxes. */
const acknowledge = `
redis.call('HDEL', KEYS[1], unpack(ARGV, 2))
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('ZREM', KEYS[2], ARGV[1]) end
return 'acknowledged'
`

/**
 * Reads stretches of records' timelines, by version. Every write adds one entry, so the last entry has the record's
 * version; a write between two commands would shift that. A key that is gone, or of an unexpected type, has no entries.
 * KEYS: record and timeline of each stretch; ARGV: its first and its last version. The answer has, for each stretch, the
 * version of its last entry and the entries in order. Those at the beginning may be gone.
 */
export const entriesScript = `
local found = {}
for i = 1, #KEYS / 2 do
  local reply = redis.pcall('HGET', KEYS[2 * i - 1], 'version')
  local version = type(reply) == 'string' and tonumber(reply) or 0
  local first, last = tonumber(ARGV[2 * i - 1]), math.min(tonumber(ARGV[2 * i]), version)
  if first <= last then reply = redis.pcall('LRANGE', KEYS[2 * i], first - version - 1, last - version - 1) end
  if type(reply) == 'table' and reply.err and not string.find(reply.err, 'WRONGTYPE') then return reply end
  found[i] = { last, type(reply) == 'table' and not reply.err and reply or {} }
end
return found
`

/** Runs a script by its digest. Redis forgets scripts when it restarts; then the text is sent again. */
export function script(redis: Redis, text: string) {
  const digest = createHash('sha1').update(text).digest('hex')
  return async (keys: readonly string[], ...args: readonly (string | Buffer)[]): Promise<string> => {
    try {
      return String(await redis.evalsha(digest, keys.length, ...keys, ...args))
    } catch (problem) {
      if (!(problem instanceof Error) || !problem.message.startsWith('NOSCRIPT')) throw problem
      return String(await redis.eval(text, keys.length, ...keys, ...args))
    }
  }
}

export const saveScript = (redis: Redis) => script(redis, save)
export const acknowledgeScript = (redis: Redis) => script(redis, acknowledge)
