import type { Mutation } from './mutation.ts'

export type Choice = {
  readonly mutations: readonly Mutation[]
  /** Runs the whole suite against each mutation, not only the test files that it names. */
  readonly isWithAllTests: boolean
}

/**
 * Reads the command line.
 * @throws Error for a word that is neither a mutation's name nor an option
 */
export function chosenBy(words: readonly string[], all: readonly Mutation[]): Choice {
  const names = words.filter((word) => word !== '--all-tests')
  const unknown = names.filter((name) => all.every((each) => each.name !== name))
  if (unknown.length > 0) throw new Error(`No mutation is called ${unknown.join(', ')}: see docs/mutations.md.`)
  return {
    mutations: names.length === 0 ? all : all.filter(({ name }) => names.includes(name)),
    isWithAllTests: words.includes('--all-tests'),
  }
}
