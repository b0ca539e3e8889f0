import type { Refused } from './model.ts'
import type { Reading } from './readings.ts'

type Named = { readonly name: string; readonly alsoCalled: readonly string[] }

/** As many as an agent can read on a card. */
const mostListed = 5

/**
 * Finds the target that an agent typed: a full name, or the beginning of exactly one. The longest name that fits
 * counts.
 *
 * @param meant the possible readings, the longest name first
 * @returns the target, or the refusal for the agent: the names found, if any
 */
export function findTarget<T extends Named>(
  meant: readonly Reading[],
  all: readonly T[],
): { target: T; note?: string } | { refused: Refused } {
  const known = all.map((target) => ({ target, names: [target.name, ...target.alsoCalled].map(plain) }))
  const called = (fits: (name: string) => boolean) => known.filter(({ names }) => names.some(fits))
  const meaning = (name: string) => {
    const exact = called((each) => each === name)
    return exact.length > 0 ? exact : called((each) => each.startsWith(name))
  }
  const listed = (found: typeof known) => [...new Set(found.map(({ target }) => target.name))].slice(0, mostListed)
  for (const { name: typed, note } of meant) {
    const fitting = typed === '' ? [] : meaning(plain(typed))
    const [only, another] = fitting
    if (only && !another) return { target: only.target, ...(note && { note }) }
    const message = `More than one agent or queue matches “${typed}”.`
    if (another) return { refused: { code: 'ambiguous-target', message, found: listed(fitting) } }
  }
  const { name: typed = '' } = meant.at(-1) ?? {}
  if (typed === '') return { refused: nameless }
  const found = listed(called((name) => name.includes(plain(typed))))
  return { refused: { code: 'unknown-target', message: `No agent or queue matches “${typed}”.`, found } }
}

export const nameless = {
  code: 'unknown-target',
  message: 'Add a name: /transfer and the name of an agent or a queue.',
}

const plain = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
