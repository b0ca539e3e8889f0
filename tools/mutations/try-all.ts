import { progress } from '../progress.ts'
import type { Choice } from './choice.ts'
import type { Copy } from './copy.ts'
import type { Mutation } from './mutation.ts'
import { runTests } from './test-run.ts'

export type Tally = { readonly caught: number; readonly survived: number; readonly unclear: number }

/**
 * Breaks the copy in one way after the other and checks which test notices. First runs the same tests against the
 * unbroken copy, because a test that already fails would catch everything.
 * @throws Error naming the tests that fail without a mutation
 */
export async function tryAll(
  copy: Copy,
  { mutations, isWithAllTests }: Choice,
  env: Readonly<Record<string, string>>,
): Promise<Tally> {
  const named = [...new Set(mutations.flatMap(({ caughtBy }) => caughtBy))]
  progress.doing(isWithAllTests ? 'all tests, without a mutation' : `${named.length} test files, without a mutation`)
  const whole = await runTests(copy, { files: isWithAllTests ? [] : named, isBailing: false }, env)
  if (whole.is === 'broken') throw new Error(`Without any mutation the tests fail: ${whole.why}`)
  if (whole.is === 'red') throw new Error(['Tests that fail without any mutation:', ...whole.failed].join('\n  '))
  let tally: Tally = { caught: 0, survived: 0, unclear: 0 }
  for (const each of mutations) {
    const kind = await tried(copy, each, { files: isWithAllTests ? [] : each.caughtBy, env })
    tally = { ...tally, [kind]: tally[kind] + 1 }
  }
  return tally
}

type How = { readonly files: readonly string[]; readonly env: Readonly<Record<string, string>> }

async function tried(copy: Copy, mutation: Mutation, { files, env }: How): Promise<keyof Tally> {
  const began = performance.now()
  const verdict = await copy.broken(mutation, () => runTests(copy, { files, isBailing: true }, env))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const { name, promise } = mutation
  switch (verdict.is) {
    case 'red':
      progress.done(`${name} (${seconds} s), by ${verdict.failed[0]}`)
      return 'caught'
    case 'green':
      progress.failed(`${name} survived (${seconds} s). No test checks this: ${promise}`)
      return 'survived'
    case 'broken':
      progress.failed(`${name} is inconclusive (${seconds} s): no test failed, but ${verdict.why}`)
      return 'unclear'
  }
}
