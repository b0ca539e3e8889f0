import { z } from 'zod'
import type { Listed } from './paging.ts'

type Key = string | number | null

/** The fields by which a list can be ordered, under Twilio's names. */
export type Orderings<T> = Readonly<Record<string, (item: T) => Key>>

/** Accepts `Attribute:asc` or `Attribute:desc`, several separated by commas. */
export const orderingParameter = <T>(orderings: Orderings<T>) =>
  z
    .string()
    .transform((value) => value.split(',').map((each) => each.trim()))
    .refine(
      (parts) => parts.every((part) => /^\w+(:(asc|desc))?$/.test(part) && (part.split(':')[0] ?? '') in orderings),
      'not an ordering',
    )
    .optional()

/** Orders a list as the request asks. Equal items keep their order. Renumbers `order`, because paging uses it. */
export function inOrder<T extends Listed>(
  items: T[],
  wanted: readonly string[] | undefined,
  orderings: Orderings<T>,
): T[] {
  if (wanted === undefined) return items
  const keys = wanted.map((part) => {
    const [name = '', direction] = part.split(':')
    return { key: orderings[name] ?? (() => null), sign: direction === 'desc' ? -1 : 1 }
  })
  const compare = (one: T, other: T): number =>
    keys.reduce((found, { key, sign }) => found || sign * compareKeys(key(one), key(other)), 0)
  return items.sort(compare).map((item, place) => ({ ...item, order: place + 1 }))
}

function compareKeys(one: Key, other: Key): number {
  if (one === other) return 0
  if (one === null || other === null) return one === null ? -1 : 1
  return one < other ? -1 : 1
}
