import { expect, it } from 'vitest'
import { keyPatterns } from '../../src/engine/redis-rights.ts'
import { isNamed, keysInTheDocument } from '../support/the-key-table.ts'

const names = keysInTheDocument()
const patterns = keyPatterns('escalate').ours.map((each) => each.slice(1))

it('every key pattern in the Redis rights is in the table of docs/architecture.md', () => {
  expect(names.length).toBeGreaterThan(20)
  const example = (pattern: string) => pattern.replace('*', 'x')
  const missing = patterns.filter(
    (pattern) => !names.some((name) => isNamed(example(pattern), beginning(name, pattern))),
  )
  expect(missing).toEqual([])
})

it('every key in the table of docs/architecture.md matches a key pattern in the Redis rights', () => {
  const own = names.filter((name) => name.startsWith('escalate:'))
  const example = (name: string) => name.replace(/<[^>]+>/g, 'x')
  expect(own.filter((name) => !patterns.some((pattern) => isNamed(example(name), pattern)))).toEqual([])
})

/** A key pattern covers a whole family; the document may list its members one by one. */
function beginning(name: string, pattern: string): string {
  const family = pattern.endsWith('*') ? pattern.slice(0, -1) : undefined
  return family !== undefined && name.startsWith(family) ? `${family}*` : name
}
