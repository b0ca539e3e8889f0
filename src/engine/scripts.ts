import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'

/**
 * State, outbox, claims, names and timeline change together or not at all: this script is the "one write" of the design.
 * A claim that another record holds stops everything and is answered as it stands. What is written stands, too, when
 * watchers cannot be told of it: they read again by themselves.
 */
const save = `
local change = cjson.decode(ARGV[1])
local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
if version ~= change.from then return 'stale' end
local at = 6
for i, value in ipairs(change.taken) do
  local held = redis.call('GET', KEYS[at + i])
  if held and cjson.decode(held).key ~= change.key then return held end
end
for i, value in ipairs(change.taken) do redis.call('SET', KEYS[at + i], value, 'PX', change.keepMs) end
at = at + #change.taken
for i = 1, change.dropped do
  local held = redis.call('GET', KEYS[at + i])
  if held and cjson.decode(held).key == change.key then redis.call('DEL', KEYS[at + i]) end
end
at = at + change.dropped
for i = 1, change.aliases do redis.call('SET', KEYS[at + i], change.key, 'PX', change.keepMs) end
redis.call('HSET', KEYS[1], 'version', version + 1, 'state', change.state, 'seen', change.seen, 'format', change.format)
redis.call('PEXPIRE', KEYS[1], change.keepMs)
if #change.pending > 0 then
  for _, row in ipairs(change.pending) do redis.call('HSET', KEYS[2], row[1], row[2]) end
  redis.call('PEXPIRE', KEYS[2], change.keepMs)
  redis.call('ZADD', KEYS[3], 'NX', change.now, change.member)
end
if change.isLive then redis.call('ZADD', KEYS[4], change.now, change.key) else redis.call('ZREM', KEYS[4], change.key) end
redis.call('RPUSH', KEYS[5], ARGV[2])
redis.call('LTRIM', KEYS[5], -change.mostEntries, -1)
redis.call('PEXPIRE', KEYS[5], change.timelineMs)
redis.call('XADD', KEYS[6], 'MINID', '~', change.now - change.newsMs, '*', 'of', change.record, 'version', version + 1)
local told = redis.pcall('PUBLISH', change.channel, change.record)
if type(told) == 'table' then return 'untold ' .. told.err end
return 'saved'
`

/** Takes handed-over effects out of the outbox; the record leaves the list of left-behind ones with its last. */
const acknowledge = `
redis.call('HDEL', KEYS[1], unpack(ARGV, 2))
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('ZREM', KEYS[2], ARGV[1]) end
return 'acknowledged'
`

/**
 * Entries by record and version: every write adds one, so the last one is of the record's version. In one step, because a write in
 * between would move it. A key that holds something else than it should has none. KEYS: record and timeline of each; ARGV: the
 * version of each.
 */
export const entriesScript = `
local found = {}
for i, version in ipairs(ARGV) do
  local last = redis.pcall('HGET', KEYS[2 * i - 1], 'version')
  local entry = type(last) == 'table' and last
    or redis.pcall('LINDEX', KEYS[2 * i], tonumber(version) - (tonumber(last or '0') or 0) - 1)
  if type(entry) == 'table' then
    if not string.find(entry.err, 'WRONGTYPE') then return entry end
    entry = false
  end
  found[i] = entry
end
return found
`

/** Runs by digest; Redis forgets scripts when it restarts, so a miss sends the text again. */
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
