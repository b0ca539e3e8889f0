import type { Redis } from 'ioredis'
import { script } from '../engine/scripts.ts'
import type { Write } from './projection.ts'

/** How far a projection has read. */
export interface Cursor {
  read(): Promise<string>
  /**
   * Makes the writes and moves the cursor, in one step, if the cursor still is `from`. `refused` gets each key whose
   * value has another type: that write alone is left out.
   * @returns false if the cursor was elsewhere; then nothing was written
   */
  commit(from: string, to: string, writes: readonly Write[], refused: (key: string) => void): Promise<boolean>
}

/**
 * A crash between writes and cursor would count entries twice, or lose them. A process that comes second finds the
 * cursor elsewhere and writes nothing. Trouble of the whole store fails the first write, so the script ends before it
 * has changed anything.
 */
const commit = `
if (redis.call('GET', KEYS[1]) or '0') ~= ARGV[1] then return 'elsewhere' end
local refused = {}
for _, write in ipairs(cjson.decode(ARGV[3])) do
  local reply = redis.pcall(write[1], KEYS[write[2]], unpack(write, 3))
  if type(reply) == 'table' and reply.err then
    if not (string.find(reply.err, 'WRONGTYPE') or string.find(reply.err, 'not an integer')) then return reply end
    refused[#refused + 1] = write[2]
  end
end
redis.call('SET', KEYS[1], ARGV[2])
return cjson.encode(refused)
`

/** The projections whose cursor is in Redis. */
export const storedProjections = ['history', 'outbound'] as const
export type StoredProjection = (typeof storedProjections)[number]

export const cursorKey = (prefix: string, name: StoredProjection) => `${prefix}:projection:${name}:cursor`

/** A cursor in Redis, for projections that all processes share. */
export function createStoredCursor(redis: Redis, name: StoredProjection, prefix = 'escalate'): Cursor {
  const key = cursorKey(prefix, name)
  const run = script(redis, commit)
  return {
    read: async () => (await redis.get(key)) ?? '0',
    async commit(from, to, writes, refused) {
      const keys = [...new Set([key, ...writes.map(([, of]) => of)])]
      const rows = writes.map(([command, of, ...rest]) => [command, keys.indexOf(of) + 1, ...rest.map(String)])
      const answer = await run(keys, from, to, JSON.stringify(rows))
      if (answer === 'elsewhere') return false
      for (const bad of refusedIn(answer)) refused(keys[bad - 1] ?? '')
      return true
    },
  }
}

/** Lua writes an empty list as `{}`. */
const refusedIn = (answer: string): ReadonlySet<number> =>
  new Set(answer === '{}' ? [] : JSON.parse(answer).map(Number))

/** A cursor of this process alone, which nobody needs after its end. */
export function createOwnCursor(from: string): Cursor {
  let at = from
  return {
    read: async () => at,
    async commit(_from, to) {
      at = to
      return true
    },
  }
}
