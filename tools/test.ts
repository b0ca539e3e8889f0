import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { startRedis } from './redis.ts'
import { runToExit } from './run-to-exit.ts'
import { closingLine, testTally, type VitestReport } from './test-tally.ts'

// `npm test [-- <files or Vitest options>]`: the tests against a real Redis, ending in one plain line.
const folder = await mkdtemp(join(tmpdir(), 'escalate-test-'))
try {
  const given = process.env['REDIS_URL']
  const redis = given ? undefined : await startRedis({ dir: join(folder, 'redis') })
  const exitCode = await vitest(given ?? redis?.url ?? '')
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

function vitest(redisUrl: string): Promise<number> {
  const entry = join(project.root, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join(project.root, 'test', 'vitest.config.ts')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${join(folder, 'report.json')}`]
  const words = [entry, 'run', '--config', config, ...reporters, ...process.argv.slice(2)]
  return runToExit(process.execPath, words, { env: { REDIS_URL: redisUrl } })
}

/** Undefined when Vitest ended before it could write one. */
async function report(): Promise<VitestReport | undefined> {
  const text = await readFile(join(folder, 'report.json'), 'utf8').catch(() => undefined)
  // Vitest's own format; only the counts are read.
  return text === undefined ? undefined : (JSON.parse(text) as VitestReport)
}
