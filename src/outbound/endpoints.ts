import type { Redis } from 'ioredis'
import { script } from '../engine/scripts.ts'
import type { Endpoint } from './endpoint.ts'
import { createStoredEndpoint } from './stored-endpoint.ts'

/** An endpoint, with its source, and why it gets no events. */
export type KnownEndpoint = Endpoint & {
  readonly isConfigured: boolean
  readonly disabled?: string
  /** Why its secrets cannot be read. It then has none, and its events wait until the secrets can be read again. */
  readonly unreadable?: string
}

export interface Endpoints {
  all(): Promise<readonly KnownEndpoint[]>
  /** Adds or replaces an endpoint, and enables it. @returns false if the configuration has an endpoint with this id */
  put(endpoint: Endpoint): Promise<boolean>
  /** @returns false if there is no such endpoint, or if it is configured */
  remove(id: string): Promise<boolean>
  /** Stops events for an endpoint until it is put again, or enabled. */
  disable(id: string, why: string): Promise<void>
  enable(id: string): Promise<void>
}

type Terms = {
  readonly configured: readonly Endpoint[]
  /** The secrets that seal the secrets of added endpoints: the first one seals, all of them open. */
  readonly linkSecrets: readonly string[]
  readonly prefix: string
  readonly reportUnreadable?: (item: string, problem: unknown) => void
}

/** Replaces an endpoint unless another process has written it meanwhile. */
const replace = `
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 'stale' end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 'replaced'
`

/** Configured endpoints, and those added over the API (in Redis, with sealed secrets). Leaves out unreadable ones. */
export function createEndpoints(
  redis: Redis,
  { configured, linkSecrets, prefix, reportUnreadable = () => {} }: Terms,
): Endpoints {
  const form = createStoredEndpoint(linkSecrets)
  const replaceScript = script(redis, replace)
  const addedKey = `${prefix}:endpoints`
  const disabledKey = `${prefix}:endpoints-disabled`
  const isConfigured = (id: string) => configured.some((each) => each.id === id)

  async function read(id: string, text: string): Promise<readonly KnownEndpoint[]> {
    try {
      const { one, again, problem } = form.read(text)
      if (problem) reportUnreadable(`endpoint ${id}`, problem)
      // Not urgent: the next read tries again.
      if (again) await replaceScript([addedKey], id, text, again).catch(() => 'later')
      return [{ ...one, isConfigured: false, ...(problem && { unreadable: problem.message }) }]
    } catch (problem) {
      reportUnreadable(`endpoint ${id}`, problem)
      return []
    }
  }

  return {
    async all() {
      const [added, disabled] = await Promise.all([redis.hgetall(addedKey), redis.hgetall(disabledKey)])
      const kept = (await Promise.all(Object.entries(added).map(([id, text]) => read(id, text)))).flat()
      return [
        ...configured.map((each) => ({ ...each, isConfigured: true })),
        ...kept.filter(({ id }) => !isConfigured(id)),
      ].map((each) => ({ ...each, ...(disabled[each.id] && { disabled: disabled[each.id] }) }))
    },
    async put(one) {
      if (isConfigured(one.id)) return false
      await redis.multi().hset(addedKey, one.id, form.write(one)).hdel(disabledKey, one.id).exec()
      return true
    },
    async remove(id) {
      const removed = await redis.hdel(addedKey, id)
      await redis.hdel(disabledKey, id)
      return removed === 1
    },
    disable: async (id, why) => void (await redis.hset(disabledKey, id, why)),
    enable: async (id) => void (await redis.hdel(disabledKey, id)),
  }
}
