import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from './chromium.ts'
import { builtPages } from './page-build.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { startRedis } from './redis.ts'
import { runToExit } from './run-to-exit.ts'
import { closingLine, testTally, type VitestReport } from './test-tally.ts'

// `npm test [-- <files or Vitest options>]`: the tests against a real Redis, ending in one plain line. A browser and the
// built page are made ready as well; where that cannot be, only the tests that need them fail.
const folder = await mkdtemp(join(tmpdir(), 'escalate-test-'))
try {
  const given = process.env['REDIS_URL']
  const [redis, browser] = await Promise.all([
    given ? undefined : startRedis({ dir: join(folder, 'redis') }),
    orOnlySay(chromium()),
    orOnlySay(builtPages()),
  ])
  const exitCode = await vitest({ REDIS_URL: given ?? redis?.url ?? '', CHROMIUM: browser?.command ?? 'none' })
  await redis?.stop()
  const tally = testTally(await report(), exitCode)
  if (tally.passed === 0 && tally.failed === 0) progress.failed('no test ran')
  process.exitCode = exitCode || (tally.failed > 0 || tally.passed === 0 ? 1 : 0)
  process.stdout.write(`${closingLine(tally)}\n`)
} catch (error) {
  progress.failed(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

function vitest(env: Readonly<Record<string, string>>): Promise<number> {
  const entry = join(project.root, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join(project.root, 'test', 'vitest.config.ts')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${join(folder, 'report.json')}`]
  const words = [entry, 'run', '--config', config, ...reporters, ...process.argv.slice(2)]
  return runToExit(process.execPath, words, { env })
}

async function orOnlySay<T>(wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted
  } catch (error) {
    progress.failed(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

/** Undefined when Vitest ended before it could write one. */
async function report(): Promise<VitestReport | undefined> {
  const text = await readFile(join(folder, 'report.json'), 'utf8').catch(() => undefined)
  // Vitest's own format; only the counts are read.
  return text === undefined ? undefined : (JSON.parse(text) as VitestReport)
}
