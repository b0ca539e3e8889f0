import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { runToExit } from './run-to-exit.ts'
import { redTitles } from './test-tally.ts'

// `npm run test:again -- <file or option of npm test …> <times>`: finds flaky tests. Runs the same tests repeatedly and
// counts the failures of each. Keeps the output of failed runs.
const words = process.argv.slice(2)
const times = Number(words.pop())
if (words.length === 0 || !Number.isInteger(times) || times < 1) {
  progress.failed('Usage: npm run test:again -- <file …> <times>')
  process.exit(2)
}
const folder = join(project.own, 'again')
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const redRuns = new Map<string, number>()
let red = 0
for (let run = 1; run <= times; run++) {
  const log = join(folder, `${run}.log`)
  const output = createWriteStream(log)
  await once(output, 'open')
  const stdio = ['ignore', output, output] as const
  const test = join(project.root, 'tools', 'test.ts')
  const exitCode = await runToExit(process.execPath, [test, ...words], { env: { NO_COLOR: '1' }, stdio: [...stdio] })
  if (exitCode === 0) {
    progress.done(`run ${run} of ${times}`)
    await rm(log)
    continue
  }
  red += 1
  progress.failed(`run ${run} of ${times}: ${log}`)
  const titles = redTitles(await readFile(log, 'utf8'))
  for (const title of titles.length > 0 ? titles : ['no test: the run itself failed']) {
    redRuns.set(title, (redRuns.get(title) ?? 0) + 1)
  }
}
for (const [title, count] of [...redRuns].sort(([, a], [, b]) => b - a))
  progress.failed(`${count} of ${times}: ${title}`)
process.stdout.write(`${times - red} green, ${red} red\n`)
process.exitCode = red > 0 ? 1 : 0
