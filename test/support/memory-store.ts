import type { Lock } from '../../src/core/feature.ts'
import {
  type Change,
  type Pending,
  nameOf as placeName,
  type RecordRef,
  type Saved,
  type Store,
} from '../../src/engine/store.ts'
import type { PositionedEntry, Timelines } from '../../src/engine/timelines.ts'

type Held = Lock & { readonly key: string }
export type MemoryStore = Store & {
  /** How many writes were made, for rules that say "writes nothing". */
  writes(): number
  /** Every entry of every timeline, as the store in Redis would have kept them. */
  readonly timelines: Timelines
}

/** The store's contract without Redis: the same compare-and-set, locks, aliases and outbox. */
export function createMemoryStore(now: () => number = Date.now): MemoryStore {
  const records = new Map<string, string>()
  const outboxes = new Map<string, Map<string, string>>()
  const waiting = new Map<string, { readonly record: RecordRef; readonly since: number }>()
  const locks = new Map<string, Held>()
  const aliases = new Map<string, string>()
  const lives = new Map<string, Set<string>>()
  const told: PositionedEntry[] = []
  let writes = 0

  const idOf = ({ feature, key }: RecordRef) => `${feature} ${key}`
  const read = (record: RecordRef): Saved | undefined => {
    const text = records.get(idOf(record))
    // Written below, from a Saved.
    return text === undefined ? undefined : (JSON.parse(text) as Saved)
  }
  const nameOf = (feature: string, name: string) => `${feature} ${name}`

  function change(
    record: RecordRef,
    { from, state, seen, pending, entry, before, after }: Change,
  ): 'saved' | 'stale' | Lock {
    if ((read(record)?.version ?? 0) !== from) return 'stale'
    const taken = after.locks.map((each) => locks.get(nameOf(record.feature, each.name)))
    const foreign = taken.find((held) => held !== undefined && held.key !== record.key)
    if (foreign) return foreign
    for (const each of before.locks) {
      const held = locks.get(nameOf(record.feature, each.name))
      if (held?.key === record.key) locks.delete(nameOf(record.feature, each.name))
    }
    for (const each of after.locks) locks.set(nameOf(record.feature, each.name), { ...each, key: record.key })
    for (const name of after.aliases) aliases.set(nameOf(record.feature, name), record.key)
    records.set(idOf(record), JSON.stringify({ version: from + 1, state, seen }))
    hold(record, pending)
    const live = lives.get(record.feature) ?? new Set()
    if (after.isLive) live.add(record.key)
    else live.delete(record.key)
    lives.set(record.feature, live)
    told.push({ at: `${told.length + 1}-0`, entry })
    writes += 1
    return 'saved'
  }

  function hold(record: RecordRef, pending: readonly Pending[]): void {
    if (pending.length === 0) return
    const box = outboxes.get(idOf(record)) ?? new Map<string, string>()
    for (const { effectId, ...each } of pending) box.set(effectId, JSON.stringify(each))
    outboxes.set(idOf(record), box)
    if (!waiting.has(idOf(record))) waiting.set(idOf(record), { record, since: now() })
  }

  return {
    load: async (record) => read(record),
    save: async (record, wanted) => change(record, wanted),
    outbox: async (record) =>
      [...(outboxes.get(idOf(record)) ?? [])].map(([effectId, text]) => ({ effectId, ...JSON.parse(text) })),
    async acknowledge(record, effectIds) {
      const box = outboxes.get(idOf(record))
      for (const effectId of effectIds) box?.delete(effectId)
      if (!box?.size) waiting.delete(idOf(record))
    },
    unsentOutboxes: async (then) =>
      [...waiting.values()].filter(({ since }) => since <= then).map(({ record }) => placeName(record)),
    find: async (feature, alias) => aliases.get(nameOf(feature, alias)),
    live: async (feature) => [...(lives.get(feature) ?? [])],
    writes: () => writes,
    timelines: {
      async *of({ feature, key }) {
        for (const { entry } of told) if (entry.feature === feature && entry.key === key) yield entry
      },
      entriesAfter: async (after, most) =>
        told.filter((each) => Number.parseInt(each.at, 10) > Number.parseInt(after, 10)).slice(0, most),
      end: async () => told.at(-1)?.at ?? '0',
    },
  }
}
