import { relative } from 'node:path'

/** The part of Vitest's JSON report that this file reads. */
export type Report = {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly ancestorTitles: readonly string[]
      readonly title: string
    }[]
  }[]
}

/** What a test run says about the code. */
export type Verdict =
  | { readonly is: 'green' }
  /** The failed tests, each as `<file>: <title>`. */
  | { readonly is: 'red'; readonly failed: readonly [string, ...string[]] }
  /** The run failed without a failed test: the code does not load, or an error happened outside of the tests. */
  | { readonly is: 'broken'; readonly why: string }

/** Sums up a test run from Vitest's report and exit code. Paths are relative to `root`. */
export function verdictOf({ testResults }: Report, exitCode: number, root: string): Verdict {
  const [first, ...others] = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ ancestorTitles, title }) => `${relative(root, name)}: ${[...ancestorTitles, title].join(' › ')}`),
  )
  if (first !== undefined) return { is: 'red', failed: [first, ...others] }
  if (exitCode === 0) return { is: 'green' }
  const broken = testResults.find(({ status }) => status === 'failed')
  const [why = ''] = (broken?.message ?? '').split('\n')
  return { is: 'broken', why: broken ? `${relative(root, broken.name)}: ${why}` : `exit code ${exitCode}` }
}
