import { StoreTrouble } from '../core/errors.ts'
import { fromFormat1 } from './format-2.ts'
import type { Data, Upgrade } from './upgrade.ts'

/**
 * The shape of the data that this version stores: records, events and effects in queues, timeline entries. A change of a
 * stored name or shape raises this number by one and adds a file with the functions that upgrade older data.
 */
export const currentFormat = 2

/** The format of data from before formats had numbers. */
const firstFormat = 1

/** The first one upgrades format 1, the second one format 2, and so on. */
const upgrades: readonly Upgrade[] = [fromFormat1]

/** The word for data that only a newer version can read, in logs and in `/readyz`. */
export const newerFormat = 'newer-format'

export const newerFormatText = (format: number): string =>
  `a newer version of Escalate stores its data here: format ${format}, and this version reads formats up to ${currentFormat}`

/**
 * Data of any earlier format, as this version reads it.
 *
 * @param format undefined for data from before formats had numbers
 * @throws StoreTrouble for data of a later format: the work waits for a process of that version
 */
export function upgraded<K extends keyof Upgrade>(kind: K, data: unknown, format = firstFormat, feature = ''): unknown {
  if (format > currentFormat) throw new StoreTrouble(newerFormatText(format), { reason: newerFormat })
  return upgrades.slice(format - firstFormat).reduce<unknown>((older, upgrade) => {
    return isData(older) ? upgrade[kind](older, feature) : older
  }, data)
}

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)
