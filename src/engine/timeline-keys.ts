import type { RecordRef } from './store.ts'

export const recordKey = (prefix: string, { feature, key }: RecordRef) => `${prefix}:record:${feature}:${key}`

/** The timeline of one record, kept for days: a list, because each stream takes 4 KiB for its first entry. */
export const timelineKey = (prefix: string, { feature, key }: RecordRef) => `${prefix}:timeline:${feature}:${key}`

/** Which entry of which record came when, kept for a day: what webhooks, the board and the numbers read. The entry itself is in its record's timeline alone. */
export const entriesKey = (prefix: string) => `${prefix}:timeline`
