import type { Redis } from 'ioredis'
import { isReady } from './redis.ts'

/** Notifies watchers that a record changed. A notification may get lost, so a watcher that needs all changes also polls. */
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

/** Subscribes the process to changes: one connection and one channel. Redis requires a separate connection for subscribers. */
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
  // ioredis repeats only subscriptions that Redis has confirmed once. Changes during a disconnection got lost, so all wake up.
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
