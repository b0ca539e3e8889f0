import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientPoints } from '../test/contract/client-points.ts'
import { driveEveryOperation } from '../test/contract/every-operation.ts'
import { tryEveryParameter } from '../test/contract/every-parameter.ts'
import { haveOpenApi, openApi } from '../test/contract/openapi.ts'
import { startSimulator } from '../test/simulator/running-simulator.ts'
import { fidelityLine, isTrue } from './fidelity-line.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { runToExit } from './run-to-exit.ts'
import { type TestTally, testTally, type VitestReport } from './test-tally.ts'

// `npm run fidelity [-- --all]`: measures the simulator against Twilio's own documents and against the observed
// behaviour of genuine clients. Prints one line on stdout; above it the differences, and with `--all` every operation.
if (haveOpenApi) {
  const { operations, parameters } = await byDocuments()
  const fidelity = { operations, parameters, points: await byClients() }
  process.stdout.write(`${fidelityLine(fidelity)}\n`)
  process.exitCode = isTrue(fidelity) ? 0 : 1
} else {
  progress.failed("Twilio's OpenAPI documents are not at hand (../shared/oai).")
  process.exitCode = 1
}

async function byDocuments() {
  const simulator = await startSimulator()
  const verdicts = await driveEveryOperation(simulator, openApi())
  const { known, unknown } = await tryEveryParameter(simulator, openApi())
  await simulator.stop()
  const isToldOf = process.argv.includes('--all') ? () => true : ({ how }: { how: string }) => how === 'wrong'
  for (const { how, name, detail } of verdicts.filter(isToldOf)) process.stderr.write(`${how} ${name}: ${detail}\n`)
  for (const name of unknown) process.stderr.write(`unknown ${name}\n`)
  const count = (how: string): number => verdicts.filter((each) => each.how === how).length
  return {
    operations: { right: count('right'), wrong: count('wrong'), refused: count('refused') },
    parameters: { known, unknown: unknown.length },
  }
}

/** Vitest reports failures on stderr. */
async function byClients(): Promise<TestTally> {
  const folder = await mkdtemp(join(tmpdir(), 'fidelity-'))
  const file = join(folder, 'report.json')
  try {
    const vitest = join(project.root, 'node_modules', 'vitest', 'vitest.mjs')
    const config = join(project.root, 'test', 'vitest.config.ts')
    const words = [vitest, 'run', '--config', config, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
    const exitCode = await runToExit(process.execPath, [...words, ...clientPoints], { stdio: ['ignore', 2, 2] })
    const text = await readFile(file, 'utf8').catch(() => undefined)
    // Vitest's own format; only the counts are read.
    return testTally(text === undefined ? undefined : (JSON.parse(text) as VitestReport), exitCode)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
