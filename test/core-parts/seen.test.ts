import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasSeen, remember } from '../../src/engine/seen.ts'

const rememberAll = (ids: readonly string[]) => ids.reduce<readonly string[]>(remember, [])
const ids = (many: number) => Array.from({ length: many }, (_, n) => `IM${n}`)

describe('the seen ids of a record', () => {
  it('are the last three hundred, and no more', () => {
    const seen = rememberAll(ids(400))
    expect(seen).toHaveLength(300)
    for (const [n, id] of ids(400).entries()) expect(hasSeen(seen, id)).toBe(n >= 100)
  })

  it('are the remembered ones, and no others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 50 }), fc.string(), (known, other) => {
        const seen = rememberAll(known)
        expect(known.every((id) => hasSeen(seen, id))).toBe(true)
        expect(hasSeen(seen, other)).toBe(known.includes(other))
      }),
    )
  })

  it('are kept as eleven characters without a space, because they are stored side by side', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(remember([], id)[0]).toMatch(/^[\w-]{11}$/)
      }),
    )
  })
})
