import { relative } from 'node:path'

/** The part of Vitest's JSON report that we read. */
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

/** What a run of tests says of the code it ran against. */
export type Verdict =
  | { readonly is: 'green' }
  /** Each as `<file>: <title>`. */
  | { readonly is: 'red'; readonly failed: readonly [string, ...string[]] }
  /** It failed, and no test did: the code does not even load, or something broke outside of any test. */
  | { readonly is: 'broken'; readonly why: string }

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
