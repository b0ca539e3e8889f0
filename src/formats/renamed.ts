import type { Data } from './upgrade.ts'

/** The same data with these of its fields under new names. Other fields, and the order of all, stay. */
export const renamed = (data: Data, names: Data): Data =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [newName(name, names), value]))

/** The same data with some of its fields computed anew. Fields that the data lacks stay away. */
export const changed = (data: Data, changes: Readonly<Record<string, (value: unknown) => unknown>>): Data =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, (changes[name] ?? same)(value)]))

/** Each item of a list; anything else stays as it is. */
export const each =
  (change: (data: Data) => Data) =>
  (list: unknown): unknown =>
    Array.isArray(list) ? list.map((item) => within(change)(item)) : list

/** The data of a field that may be missing; anything else stays as it is. */
export const within =
  (change: (data: Data) => Data) =>
  (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? change(value as Data) : value

/** A word by a table of words. */
export const reworded = (words: Data) => (word: unknown) => (typeof word === 'string' ? newName(word, words) : word)

const same = (value: unknown) => value
const newName = (name: string, names: Data) => (Object.hasOwn(names, name) ? String(names[name]) : name)
