/** What `npm test -- <words>` asks for. */
export type TestWords = {
  readonly isQuick: boolean
  /** The revision since which a file must have changed to be of interest; undefined: all are. */
  readonly changedSince: string | undefined
  /** Files and options for Vitest. */
  readonly others: readonly string[]
}

/** Takes `--quick`, `--changed` (against the last commit) and `--changed=<revision>` out of the words. */
export function testWords(words: readonly string[]): TestWords {
  const changed = words.find((word) => /^--changed(=|$)/.test(word))
  return {
    isQuick: words.includes('--quick'),
    changedSince: changed && (changed.split('=')[1] ?? 'HEAD'),
    others: words.filter((word) => word !== '--quick' && word !== changed),
  }
}
