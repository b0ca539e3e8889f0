import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runToExit } from '../run-to-exit.ts'
import type { Copy } from './copy.ts'
import { type Report, type Verdict, verdictOf } from './report.ts'

export type TestRun = {
  /** An empty list means the whole suite. */
  readonly files: readonly string[]
  readonly isBailing: boolean
}

/** Compares the list of mutations with the code. In a broken copy it always fails, so it proves nothing. */
const ofTheListItself = 'test/tools/mutations.test.ts'

/** Runs tests in the copy. Tests that start a server rebuild pages that a mutation has changed. */
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
  // Vitest's own format; its version is pinned.
  return verdictOf(JSON.parse(text) as Report, exitCode, root)
}
