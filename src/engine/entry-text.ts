import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Place } from './store.ts'
import { type TimelineEntry, timelineEntry } from './timeline.ts'
import { firstWords } from './timeline-words.ts'

/**
 * Entries name their words by their place here, in their first byte. Other words are added behind and never put in place of these: what
 * was written with them could not be read again, by an older or newer process beside this one either. A release reads new words
 * before another one writes with them: an entry that cannot be read is passed over.
 */
const newest = Buffer.from(firstWords)
const dictionaries = [newest]

/** A window of 8 KiB holds the words and an entry. zlib's own settings look for no more, in 300 KB of memory each time. */
const settings = { windowBits: 13, memLevel: 6, level: 9 }

/** A record's own name is in each of its entries, and again in the id of each of its effects. */
const wordsOf = (dictionary: Buffer, { feature, key }: Place) =>
  Buffer.concat([dictionary, Buffer.from(`"${feature}","key":"${key}","id":"${feature}-${key}-`)])

/** An entry as Redis keeps it, about a sixth of its JSON: most of a line is words that every line has, or says twice. */
export function packed(place: Place, entry: TimelineEntry): Buffer {
  const dictionary = wordsOf(newest, place)
  const text = deflateRawSync(JSON.stringify(entry), { ...settings, dictionary })
  return Buffer.concat([Buffer.of(dictionaries.length - 1), text])
}

/** @throws when it was not written by `packed`, or with words that this version does not have */
export function unpacked(place: Place, bytes: Buffer): TimelineEntry {
  const words = dictionaries[bytes[0] ?? dictionaries.length]
  if (!words) throw new SyntaxError('An entry of a timeline has words of a newer version')
  const dictionary = wordsOf(words, place)
  return timelineEntry.parse(JSON.parse(inflateRawSync(bytes.subarray(1), { ...settings, dictionary }).toString()))
}
