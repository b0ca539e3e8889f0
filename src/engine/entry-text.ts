import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { type TimelineEntry, timelineEntry } from './timeline.ts'
import { firstWords } from './timeline-words.ts'

/**
 * Entries name their words by their place here, in their first byte. Other words are added behind and never put in place of these: what
 * was written with them could not be read again, by an older or newer process beside this one either.
 */
const dictionaries = [Buffer.from(firstWords)]
const newest = dictionaries.length - 1

/** A window of 8 KiB holds the words and an entry. zlib's own settings look for no more, in 300 KB of memory each time. */
const settings = { windowBits: 13, memLevel: 6, level: 9 }

/** An entry as Redis keeps it, about a tenth of its JSON: most of a line is words that every line has, or says twice. */
export function packed(entry: TimelineEntry): Buffer {
  const text = deflateRawSync(JSON.stringify(entry), { ...settings, dictionary: dictionaries[newest] })
  return Buffer.concat([Buffer.of(newest), text])
}

/** @throws when it was not written by `packed`, or with words that this version does not have */
export function unpacked(bytes: Buffer): TimelineEntry {
  const dictionary = dictionaries[bytes[0] ?? dictionaries.length]
  if (!dictionary) throw new Error('An entry of a timeline has words of a newer version')
  return timelineEntry.parse(JSON.parse(inflateRawSync(bytes.subarray(1), { ...settings, dictionary }).toString()))
}
