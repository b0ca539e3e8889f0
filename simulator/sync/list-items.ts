import type { SyncItem, SyncObject } from './model.ts'

interface Wanted {
  readonly Order?: 'asc' | 'desc' | undefined
  readonly From?: string | undefined
  readonly Bounds?: 'inclusive' | 'exclusive' | undefined
}

/** A list's items by index or a map's by key, from `From` on. Renumbers `order`, because paging uses it. */
export function listItems({ kind, items }: SyncObject, { Order, From, Bounds }: Wanted): readonly SyncItem[] {
  const compare = (one: string, other: string): number =>
    kind === 'Lists' ? Number(one) - Number(other) : one < other ? -1 : Number(one > other)
  const sign = Order === 'desc' ? -1 : 1
  const least = Bounds === 'exclusive' ? 1 : 0
  return [...items.values()]
    .sort((one, other) => compare(one.place, other.place))
    .map((item, order) => ({ ...item, order: order + 1 }))
    .sort((one, other) => sign * (one.order - other.order))
    .filter(({ place }) => From === undefined || sign * Math.sign(compare(place, From)) >= least)
}
