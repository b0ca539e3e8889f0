import type { RecordRef } from './store.ts'

export const recordKey = (prefix: string, { feature, key }: RecordRef) => `${prefix}:record:${feature}:${key}`

/** The timeline of one record, kept for days: a list, because a Redis stream takes 4 KiB for its first entry. */
export const timelineKey = (prefix: string, { feature, key }: RecordRef) => `${prefix}:timeline:${feature}:${key}`

/** The order of all entries, kept for a day, for webhooks, board and numbers. Only timelines have the entries. */
export const entriesKey = (prefix: string) => `${prefix}:timeline`
