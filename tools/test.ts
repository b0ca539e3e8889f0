import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quickSets } from '../test/sets.ts'
import { changedTests } from './changed-tests.ts'
import { bothForTests } from './chromium.ts'
import { commitOfRun, lagInWords, lagOfRun } from './lag-of-run.ts'
import { builtPages } from './page-build.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { startRedis } from './redis.ts'
import { runToExit } from './run-to-exit.ts'
import { closingLine, type TestTally, testTally, type VitestReport } from './test-tally.ts'
import { testWords } from './test-words.ts'

// `npm test [-- --quick | --changed[=<revision>]] [<files or Vitest options>]`: runs the tests against a real Redis and
// ends with one plain line. Also prepares browsers and built pages; if that fails, only the tests that need them fail.
const { isQuick, changedSince, others } = testWords(process.argv.slice(2))
const folder = await mkdtemp(join(tmpdir(), 'escalate-test-'))
try {
  const reached = changedSince === undefined ? undefined : await changedTests(changedSince)
  if (reached?.length === 0)
    close({ passed: 0, failed: 0, skipped: 0 }, `no test is affected by changes since ${changedSince}`)
  else await run(reached ?? [])
} catch (error) {
  progress.failed(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function run(files: readonly string[]): Promise<void> {
  const given = process.env['REDIS_URL']
  const lagMs = lagOfRun(process.env['LAG_READS_MS'], await commitOfRun())
  // Files that tests leave in the temporary folder are removed with the run's.
  const temporary = join(folder, 'tmp')
  const [redis, browsers] = await Promise.all([
    given ? undefined : startRedis({ dir: join(folder, 'redis') }),
    isQuick ? undefined : bothForTests(),
    orOnlySay(builtPages()),
    mkdir(temporary),
  ])
  for (const problem of browsers?.problems ?? []) progress.failed(problem)
  const env = {
    REDIS_URL: given ?? redis?.url ?? '',
    CHROMIUM: 'none',
    ...browsers?.env,
    TMPDIR: temporary,
    LAG_READS_MS: String(lagMs),
  }
  const exitCode = await vitest(files, env)
  if (!isQuick) progress.done(lagInWords(lagMs))
  await redis?.stop()
  const tally = testTally(await report(), exitCode)
  process.exitCode = exitCode || (tally.failed > 0 || tally.passed === 0 ? 1 : 0)
  close(tally, tally.passed === 0 && tally.failed === 0 ? 'no test ran' : undefined)
}

function close(tally: TestTally, trouble?: string): void {
  if (trouble) progress.failed(trouble)
  process.stdout.write(`${closingLine(tally)}\n`)
}

function vitest(files: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const entry = join(project.root, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join(project.root, 'test', 'vitest.config.ts')
  const reporters = [
    '--reporter=default',
    `--reporter=${join(project.root, 'test', 'time-by-set.ts')}`,
    '--reporter=json',
    `--outputFile.json=${join(folder, 'report.json')}`,
  ]
  const sets = isQuick ? quickSets.map((name) => `--project=${name}`) : []
  return runToExit(process.execPath, [entry, 'run', '--config', config, ...reporters, ...sets, ...files, ...others], {
    env,
  })
}

async function orOnlySay<T>(wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted
  } catch (error) {
    progress.failed(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

/** Undefined if Vitest ended before it could write a report. */
async function report(): Promise<VitestReport | undefined> {
  const text = await readFile(join(folder, 'report.json'), 'utf8').catch(() => undefined)
  // Vitest's own format; only the counts are read.
  return text === undefined ? undefined : (JSON.parse(text) as VitestReport)
}
