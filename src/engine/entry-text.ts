import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { currentFormat, upgraded } from '../formats/index.ts'
import { wordsOfFormat1 } from './entry-words/format-1.ts'
import { wordsOfFormat2 } from './entry-words/format-2.ts'
import type { RecordRef } from './store.ts'
import { type TimelineEntry, timelineEntry } from './timeline.ts'

/**
 * The dictionary of each data format, starting with format 1. An entry's first byte is the index of its dictionary.
 * Dictionaries never change, because entries packed with them could not be read again. Entries of a newer format wait
 * for a newer worker in projections; other readers skip them.
 */
const dictionaries = [wordsOfFormat1, wordsOfFormat2].map((words) => Buffer.from(words))

/** A window of 8 KiB holds the dictionary and an entry. zlib's default finds no more, and takes 300 KB each time. */
const settings = { windowBits: 13, memLevel: 6, level: 9 }

/** The dictionary of one record: its name is in each of its entries, and in the id of each of its effects. */
const wordsOf = (dictionary: Buffer, { feature, key }: RecordRef) =>
  Buffer.concat([dictionary, Buffer.from(`"${feature}","key":"${key}","id":"${feature}-${key}-`)])

/** Compresses an entry for Redis to about a sixth of its JSON: most of an entry are words that all entries share. */
export function packed(record: RecordRef, entry: TimelineEntry): Buffer {
  const dictionary = wordsOf(dictionaryOf(currentFormat), record)
  const text = deflateRawSync(JSON.stringify(entry), { ...settings, dictionary })
  return Buffer.concat([Buffer.of(currentFormat - 1), text])
}

/** Reads a compressed entry. @throws if `packed` did not write it, or a newer version did */
export function unpacked(record: RecordRef, bytes: Buffer): TimelineEntry {
  const format = (bytes[0] ?? currentFormat) + 1
  const dictionary = wordsOf(dictionaryOf(format), record)
  const text = inflateRawSync(bytes.subarray(1), { ...settings, dictionary }).toString()
  return timelineEntry.parse(upgraded('entry', JSON.parse(text), format))
}

function dictionaryOf(format: number): Buffer {
  const dictionary = dictionaries[format - 1]
  if (!dictionary) throw new SyntaxError('A timeline entry was packed by a newer version')
  return dictionary
}
