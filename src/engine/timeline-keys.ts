import type { Place } from './store.ts'

/** The timeline of one record, kept for days. */
export const timelineKey = (prefix: string, { feature, key }: Place) => `${prefix}:timeline:${feature}:${key}`

/** Every entry of every record, kept for a day: what webhooks, the board and the numbers read. */
export const newsKey = (prefix: string) => `${prefix}:timeline`
