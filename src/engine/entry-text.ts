import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { currentFormat, upgraded } from '../formats/index.ts'
import { wordsOfFormat1 } from './entry-words/format-1.ts'
import { wordsOfFormat2 } from './entry-words/format-2.ts'
import type { RecordRef } from './store.ts'
import { type TimelineEntry, timelineEntry } from './timeline.ts'

/**
 * The words of each data format, the first format's first. An entry's first byte says which words it was packed with: 0 for
 * format 1. Nothing here ever changes, because entries packed with other words could not be read again. An older process
 * skips the entries of a newer one.
 */
const dictionaries = [wordsOfFormat1, wordsOfFormat2].map((words) => Buffer.from(words))

/** A window of 8 KiB holds the words and an entry. zlib's own settings look for no more, in 300 KB of memory each time. */
const settings = { windowBits: 13, memLevel: 6, level: 9 }

/** A record's own name is in each of its entries, and again in the id of each of its effects. */
const wordsOf = (dictionary: Buffer, { feature, key }: RecordRef) =>
  Buffer.concat([dictionary, Buffer.from(`"${feature}","key":"${key}","id":"${feature}-${key}-`)])

/** An entry as Redis keeps it, about a sixth of its JSON: most of a line is words that every line has, or says twice. */
export function packed(record: RecordRef, entry: TimelineEntry): Buffer {
  const dictionary = wordsOf(dictionaryOf(currentFormat), record)
  const text = deflateRawSync(JSON.stringify(entry), { ...settings, dictionary })
  return Buffer.concat([Buffer.of(currentFormat - 1), text])
}

/** @throws when it was not written by `packed`, or with words that this version does not have */
export function unpacked(record: RecordRef, bytes: Buffer): TimelineEntry {
  const format = (bytes[0] ?? currentFormat) + 1
  const dictionary = wordsOf(dictionaryOf(format), record)
  const text = inflateRawSync(bytes.subarray(1), { ...settings, dictionary }).toString()
  return timelineEntry.parse(upgraded('entry', JSON.parse(text), format))
}

function dictionaryOf(format: number): Buffer {
  const dictionary = dictionaries[format - 1]
  if (!dictionary) throw new SyntaxError('An entry of a timeline has words of a newer version')
  return dictionary
}
