import type { Redis } from 'ioredis'
import { isReady } from './redis.ts'

/** Notifies watchers that a record changed. Notifications may get lost, so watchers that need all changes also poll. */
export type Changes = {
  /** @returns a function that stops the watching */
  watch(feature: string, key: string, changed: () => void): () => void
  /** Notifies all watchers, e.g. because this process is about to end. */
  wakeAll(): void
}

/** For watchers of all records. */
export type AllChanges = {
  /** Runs at each change of any record, until the process ends. */
  watchAll(changed: (feature: string, key: string) => void): void
}

/** The channel on which the save script publishes changed records. */
export const changeChannel = (prefix: string) => `${prefix}:changed`

/** Subscribes the process to changes: one channel, on a connection of its own, as Redis requires. */
export function createChanges(subscriber: Redis, prefix = 'escalate'): Changes & AllChanges {
  const watching = new Map<string, Set<() => void>>()
  const watchingAll = new Set<(feature: string, key: string) => void>()
  subscriber.on('message', (_, record: string) => {
    for (const changed of watching.get(record) ?? []) changed()
    const [feature = '', key = ''] = record.split(' ')
    for (const changed of watchingAll) changed(feature, key)
  })
  const wakeAll = () => {
    for (const all of watching.values()) for (const changed of all) changed()
  }
  // ioredis repeats only confirmed subscriptions. Changes during a disconnection got lost, so all watchers wake up.
  let wasSubscribed = false
  const subscribed = () => {
    if (wasSubscribed) wakeAll()
    wasSubscribed = true
  }
  const subscribe = () => subscriber.subscribe(changeChannel(prefix)).then(subscribed, () => {})
  subscriber.on('ready', subscribe)
  if (isReady(subscriber)) void subscribe()
  return {
    watch(feature, key, changed) {
      const record = `${feature} ${key}`
      const all = watching.get(record) ?? new Set()
      watching.set(record, all.add(changed))
      return () => {
        all.delete(changed)
        if (all.size === 0) watching.delete(record)
      }
    },
    watchAll: (changed) => void watchingAll.add(changed),
    wakeAll,
  }
}
