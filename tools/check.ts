import { join } from 'node:path'
import { boundaries } from './boundaries.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { quietCommand } from './quiet-command.ts'
import { runToExit } from './run-to-exit.ts'

// `npm run check`: runs all checks, even if some fail. The tests come last, so that their closing line is the last line
// of a successful run.
const bin = (name: string) => join(project.root, 'node_modules', '.bin', name)
const inRoot = { cwd: project.root }

type Outcome = Readonly<{ ok: boolean; output: string }>

const results = await Promise.all([
  step('types', quietCommand(bin('tsc'), ['--noEmit', '--project', '.'], inRoot)),
  step('types of the join page', quietCommand(bin('tsc'), ['--noEmit', '--project', 'join-page'], inRoot)),
  step(
    'types of the supervisor’s page',
    quietCommand(bin('tsc'), ['--noEmit', '--project', 'supervisor-page'], inRoot),
  ),
  step('types of the Flex plugin', quietCommand(bin('tsc'), ['--noEmit', '--project', 'flex-plugin'], inRoot)),
  step('lint and format', quietCommand(bin('biome'), ['check', '--error-on-warnings', '.'], inRoot)),
  step('import boundaries', boundariesHold()),
])
const isWithTests = !process.argv.includes('--without-tests')
const testsPassed = !isWithTests || (await runToExit(process.execPath, [join(project.root, 'tools', 'test.ts')])) === 0
const red = [...results, testsPassed ? undefined : 'tests'].filter((name) => name !== undefined)

if (red.length > 0) {
  progress.failed(`red: ${red.join(', ')}`)
  process.exitCode = 1
}

/** Returns the step's name if it failed, so that the summary can name the failed steps. */
async function step(name: string, work: Promise<Outcome>): Promise<string | undefined> {
  const { ok, output } = await work
  if (ok) progress.done(name)
  else {
    progress.failed(name)
    process.stderr.write(`${output.trimEnd()}\n`)
  }
  return ok ? undefined : name
}

async function boundariesHold(): Promise<Outcome> {
  const { violations } = await boundaries()
  const lines = violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`)
  return { ok: violations.length === 0, output: lines.join('\n') }
}
