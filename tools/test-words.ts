/** The command line of `npm test -- <words>`. */
export type TestWords = {
  readonly isQuick: boolean
  /** Runs only tests that changes since this revision can affect; undefined: all tests. */
  readonly changedSince: string | undefined
  /** Files and options for Vitest. */
  readonly others: readonly string[]
}

/** Separates `--quick`, `--changed` (against the last commit) and `--changed=<revision>` from the other words. */
export function testWords(words: readonly string[]): TestWords {
  const changed = words.find((word) => /^--changed(=|$)/.test(word))
  return {
    isQuick: words.includes('--quick'),
    changedSince: changed && (changed.split('=')[1] ?? 'HEAD'),
    others: words.filter((word) => word !== '--quick' && word !== changed),
  }
}
