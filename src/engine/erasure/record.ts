import type { Redis } from 'ioredis'
import { script } from '../scripts.ts'
import { nameOf, type RecordRef } from '../store.ts'
import { recordKey, timelineKey } from '../timeline-keys.ts'

type Known = RecordRef & { readonly version: number; readonly names: readonly string[] }

/** Deletes record, timeline and aliases in one step, unless the record was saved since or its outbox is not empty. */
const forget = `
if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[1] or redis.call('EXISTS', KEYS[2]) == 1 then return 'changed' end
redis.call('DEL', KEYS[1], KEYS[3])
redis.call('ZREM', KEYS[4], ARGV[3])
redis.call('ZREM', KEYS[5], ARGV[2])
local names = 0
for i = 6, #KEYS do
  if redis.call('GET', KEYS[i]) == ARGV[2] then names = names + redis.call('DEL', KEYS[i]) end
end
return names
`

/** @returns the number of deleted aliases, or `changed` when the record has changed since it was read */
export function createForgetRecord(redis: Redis, prefix: string) {
  const run = script(redis, forget)
  return async (record: Known): Promise<number | 'changed'> => {
    const { feature, key, version, names } = record
    const keys = [
      recordKey(prefix, record),
      `${prefix}:outbox:${feature}:${key}`,
      timelineKey(prefix, record),
      `${prefix}:unsent-outboxes`,
      `${prefix}:live:${feature}`,
      ...names.map((name) => `${prefix}:alias:${feature}:${name}`),
    ]
    const answer = await run(keys, String(version), key, nameOf(record))
    return answer === 'changed' ? answer : Number(answer)
  }
}
