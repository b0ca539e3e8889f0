import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runToExit } from '../run-to-exit.ts'
import type { Copy } from './copy.ts'
import { type Report, type Verdict, verdictOf } from './report.ts'

export type TestRun = {
  /** None: the whole suite. */
  readonly files: readonly string[]
  readonly isBailing: boolean
}

/** Holds the list of mutations to the code. In a broken copy it fails by definition, which says nothing. */
const ofTheListItself = 'test/tools/mutations.test.ts'

/** Runs tests in the copy. Those that start a server build its pages anew where a mutation has changed them. */
export async function runTests(
  { root, own }: Copy,
  { files, isBailing }: TestRun,
  env: Readonly<Record<string, string>>,
): Promise<Verdict> {
  const report = join(own, 'report.json')
  await rm(report, { force: true })
  const words = [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...['--config', join(root, 'test', 'vitest.config.ts'), '--fsModuleCachePath', join(own, 'vitest-cache')],
    ...['--reporter=json', `--outputFile.json=${report}`, `--exclude=${ofTheListItself}`],
    ...(isBailing ? ['--bail=1'] : []),
    ...files.map((file) => join(root, file)),
  ]
  const exitCode = await runToExit(process.execPath, words, { env, stdio: 'ignore', cwd: root })
  const text = await readFile(report, 'utf8').catch(() => undefined)
  if (text === undefined) throw new Error(`The tests did not come to an end (exit code ${exitCode})`)
  // Vitest's own format, whose version is pinned.
  return verdictOf(JSON.parse(text) as Report, exitCode, root)
}
