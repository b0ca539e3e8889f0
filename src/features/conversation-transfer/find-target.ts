import type { Refused } from './model.ts'
import type { Reading } from './readings.ts'

type Named = { readonly name: string; readonly alsoCalled: readonly string[] }

/** As many as a person reads on a card. */
const mostShown = 5

/**
 * Who is meant by what an agent typed: a name in full, or the beginning of only one. The longest name that fits anybody counts.
 *
 * @param meant the ways to read it, the longest name first
 * @returns the one that fits, or what to tell the agent: what was found, or that nothing was
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
  const shown = (found: typeof known) => [...new Set(found.map(({ target }) => target.name))].slice(0, mostShown)
  for (const { name: typed, note } of meant) {
    const fitting = typed === '' ? [] : meaning(plain(typed))
    const [only, another] = fitting
    if (only && !another) return { target: only.target, ...(note && { note }) }
    const message = `More than one agent or queue matches “${typed}”.`
    if (another) return { refused: { code: 'ambiguous-target', message, found: shown(fitting) } }
  }
  const { name: typed = '' } = meant.at(-1) ?? {}
  if (typed === '') return { refused: nameless }
  const found = shown(called((name) => name.includes(plain(typed))))
  return { refused: { code: 'unknown-target', message: `No agent or queue matches “${typed}”.`, found } }
}

export const nameless = {
  code: 'unknown-target',
  message: 'Add a name: /transfer and the name of an agent or a queue.',
}

const plain = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
