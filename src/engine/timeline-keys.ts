import type { Place } from './store.ts'

/** The timeline of one record, kept for days. */
export const timelineKey = (prefix: string, { feature, key }: Place) => `${prefix}:timeline:${feature}:${key}`

/** Where every entry of every record stands, kept for a day: what webhooks, the board and the numbers read. The entry itself is in its record's timeline alone. */
export const newsKey = (prefix: string) => `${prefix}:timeline`
