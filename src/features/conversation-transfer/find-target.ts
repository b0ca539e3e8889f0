import type { Refused } from './model.ts'

type Named = { readonly name: string; readonly alsoCalled: readonly string[] }

/** As many as a person reads on a card. */
const mostShown = 5

/**
 * Who is meant by what an agent typed: a name in full, or the beginning of only one.
 *
 * @returns the one that fits, or what to tell the agent: what was found, or that nothing was
 */
export function findTarget<T extends Named>(typed: string, all: readonly T[]): { target: T } | { refused: Refused } {
  const wanted = plain(typed)
  const called = (fits: (name: string) => boolean) =>
    all.filter(({ name, alsoCalled }) => [name, ...alsoCalled].some((each) => fits(plain(each))))
  const exact = called((name) => name === wanted)
  const candidates = exact.length > 0 ? exact : called((name) => name.startsWith(wanted))
  const [only, another] = candidates
  if (only && !another) return { target: only }
  const like = candidates.length > 0 ? candidates : called((name) => name.includes(wanted))
  const found = [...new Set(like.map(({ name }) => name))].slice(0, mostShown)
  return candidates.length > 0
    ? { refused: { code: 'ambiguous-target', message: `More than one is called like “${typed}”.`, found } }
    : { refused: { code: 'unknown-target', message: `No agent and no queue is called “${typed}”.`, found } }
}

const plain = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
