import type { Claim } from '../../src/core/feature.ts'
import {
  type Change,
  type Pending,
  type Place,
  nameOf as placeName,
  type Saved,
  type Store,
} from '../../src/engine/store.ts'
import type { Timelines, Told } from '../../src/engine/timelines.ts'

type Held = Claim & { readonly key: string }
export type MemoryStore = Store & {
  /** How many writes went through, for rules that say "writes nothing". */
  writes(): number
  /** Every entry of every timeline, as the store in Redis would have kept them. */
  readonly timelines: Timelines
}

/** The store's contract without Redis: the same compare-and-set, claims, names and outbox. */
export function createMemoryStore(now: () => number = Date.now): MemoryStore {
  const records = new Map<string, string>()
  const outboxes = new Map<string, Map<string, string>>()
  const waiting = new Map<string, { readonly place: Place; readonly since: number }>()
  const claims = new Map<string, Held>()
  const aliases = new Map<string, string>()
  const lives = new Map<string, Set<string>>()
  const told: Told[] = []
  let writes = 0

  const idOf = ({ feature, key }: Place) => `${feature} ${key}`
  const read = (place: Place): Saved | undefined => {
    const text = records.get(idOf(place))
    // Written below, from a Saved.
    return text === undefined ? undefined : (JSON.parse(text) as Saved)
  }
  const nameOf = (feature: string, name: string) => `${feature} ${name}`

  function change(
    place: Place,
    { from, state, seen, pending, entry, before, after }: Change,
  ): 'saved' | 'stale' | Claim {
    if ((read(place)?.version ?? 0) !== from) return 'stale'
    const taken = after.claims.map((each) => claims.get(nameOf(place.feature, each.name)))
    const foreign = taken.find((held) => held !== undefined && held.key !== place.key)
    if (foreign) return foreign
    for (const each of before.claims) {
      const held = claims.get(nameOf(place.feature, each.name))
      if (held?.key === place.key) claims.delete(nameOf(place.feature, each.name))
    }
    for (const each of after.claims) claims.set(nameOf(place.feature, each.name), { ...each, key: place.key })
    for (const name of after.aliases) aliases.set(nameOf(place.feature, name), place.key)
    records.set(idOf(place), JSON.stringify({ version: from + 1, state, seen }))
    hold(place, pending)
    const live = lives.get(place.feature) ?? new Set()
    if (after.isLive) live.add(place.key)
    else live.delete(place.key)
    lives.set(place.feature, live)
    told.push({ at: `${told.length + 1}-0`, entry })
    writes += 1
    return 'saved'
  }

  function hold(place: Place, pending: readonly Pending[]): void {
    if (pending.length === 0) return
    const box = outboxes.get(idOf(place)) ?? new Map<string, string>()
    for (const { effectId, ...each } of pending) box.set(effectId, JSON.stringify(each))
    outboxes.set(idOf(place), box)
    if (!waiting.has(idOf(place))) waiting.set(idOf(place), { place, since: now() })
  }

  return {
    load: async (place) => read(place),
    save: async (place, wanted) => change(place, wanted),
    outbox: async (place) =>
      [...(outboxes.get(idOf(place)) ?? [])].map(([effectId, text]) => ({ effectId, ...JSON.parse(text) })),
    async settle(place, effectIds) {
      const box = outboxes.get(idOf(place))
      for (const effectId of effectIds) box?.delete(effectId)
      if (!box?.size) waiting.delete(idOf(place))
    },
    leftBehind: async (then) =>
      [...waiting.values()].filter(({ since }) => since <= then).map(({ place }) => placeName(place)),
    find: async (feature, alias) => aliases.get(nameOf(feature, alias)),
    live: async (feature) => [...(lives.get(feature) ?? [])],
    writes: () => writes,
    timelines: {
      async *of({ feature, key }) {
        for (const { entry } of told) if (entry.feature === feature && entry.key === key) yield entry
      },
      news: async (after, most) =>
        told.filter((each) => Number.parseInt(each.at, 10) > Number.parseInt(after, 10)).slice(0, most),
      end: async () => told.at(-1)?.at ?? '0',
    },
  }
}
