import type { Redis } from 'ioredis'
import { isReady } from './redis.ts'

/** Tells who waits for it that a record changed. It may miss one: who must not, reads again now and then. */
export type Changes = {
  /** @returns what ends the watching */
  watch(feature: string, key: string, changed: () => void): () => void
  /** As if everything had changed, e.g. because this process is about to end. */
  wakeAll(): void
}

/** For who looks at all records. */
export type AllChanges = {
  /** Hears of each change of any record, until the process ends. */
  watchAll(changed: (feature: string, key: string) => void): void
}

/** Where the save script says that a record changed. */
export const changeChannel = (prefix: string) => `${prefix}:changed`

/** One connection and one channel for the process; it must be a connection of its own, as Redis asks of subscribers. */
export function createChanges(subscriber: Redis, prefix = 'escalate'): Changes & AllChanges {
  const watching = new Map<string, Set<() => void>>()
  const watchingAll = new Set<(feature: string, key: string) => void>()
  subscriber.on('message', (_, place: string) => {
    for (const changed of watching.get(place) ?? []) changed()
    const [feature = '', key = ''] = place.split(' ')
    for (const changed of watchingAll) changed(feature, key)
  })
  const wakeAll = () => {
    for (const all of watching.values()) for (const changed of all) changed()
  }
  // ioredis repeats only what Redis has confirmed once. What changed in between is news of which nothing was heard.
  let wasListening = false
  const listened = () => {
    if (wasListening) wakeAll()
    wasListening = true
  }
  const listen = () => subscriber.subscribe(changeChannel(prefix)).then(listened, () => {})
  subscriber.on('ready', listen)
  if (isReady(subscriber)) void listen()
  return {
    watch(feature, key, changed) {
      const place = `${feature} ${key}`
      const all = watching.get(place) ?? new Set()
      watching.set(place, all.add(changed))
      return () => {
        all.delete(changed)
        if (all.size === 0) watching.delete(place)
      }
    },
    watchAll: (changed) => void watchingAll.add(changed),
    wakeAll,
  }
}
