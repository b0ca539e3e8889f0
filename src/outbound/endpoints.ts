import type { Redis } from 'ioredis'
import { type Endpoint, endpoint } from './endpoint.ts'

/** Where an endpoint comes from, and whether it still gets events. */
export type KnownEndpoint = Endpoint & { readonly isConfigured: boolean; readonly disabled?: string }

export interface Endpoints {
  all(): Promise<readonly KnownEndpoint[]>
  /** Adds or replaces; whatever had disabled it is forgotten. @returns false when the configuration has one of this id */
  put(endpoint: Endpoint): Promise<boolean>
  /** @returns false when there is none that could be removed */
  remove(id: string): Promise<boolean>
  /** No event goes there until it is put again, or enabled. */
  disable(id: string, why: string): Promise<void>
  enable(id: string): Promise<void>
}

/** Configured endpoints and those that were added by API, which are kept in Redis with their secrets. One that cannot be read is left out. */
export function createEndpoints(
  redis: Redis,
  configured: readonly Endpoint[],
  prefix = 'escalate',
  tellUnreadable: (item: string, problem: unknown) => void = () => {},
): Endpoints {
  const addedKey = `${prefix}:endpoints`
  const disabledKey = `${prefix}:endpoints-disabled`
  const isConfigured = (id: string) => configured.some((each) => each.id === id)

  function read(id: string, text: string): readonly Endpoint[] {
    try {
      return [endpoint.parse(JSON.parse(text))]
    } catch (problem) {
      tellUnreadable(`endpoint ${id}`, problem)
      return []
    }
  }

  return {
    async all() {
      const [added, disabled] = await Promise.all([redis.hgetall(addedKey), redis.hgetall(disabledKey)])
      const kept = Object.entries(added).flatMap(([id, text]) => read(id, text))
      return [
        ...configured.map((each) => ({ ...each, isConfigured: true })),
        ...kept.filter(({ id }) => !isConfigured(id)).map((each) => ({ ...each, isConfigured: false })),
      ].map((each) => ({ ...each, ...(disabled[each.id] && { disabled: disabled[each.id] }) }))
    },
    async put(one) {
      if (isConfigured(one.id)) return false
      await redis.multi().hset(addedKey, one.id, JSON.stringify(one)).hdel(disabledKey, one.id).exec()
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
