import { parseArgs } from 'node:util'
import { progress } from '../../../tools/progress.ts'
import { faults } from './faults.ts'
import { type Played, play } from './play.ts'
import { table } from './table.ts'

// `npm run test:faults [-- <fault> …] [-- --times 5] [-- --seconds 15]`: every fault strikes every stage. Prints the
// matrix with its figures, as it is in docs/reliability.md. Exits 1 if anything was not as promised.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string', default: '1' }, seconds: { type: 'string', default: '15' } },
})
const chosen = faults.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const played: Played[] = []
let failed = 0
for (let n = 0; n < Number(values.times); n++) {
  for (const fault of chosen) {
    progress.doing(fault.name)
    const one = await play(fault, Number(values.seconds) * 1_000)
    played.push(one)
    for (const [stage, problems] of Object.entries(one.wrong)) {
      for (const problem of problems) progress.failed(`${fault.name}, ${stage}: ${problem}`)
      failed += problems.length > 0 ? 1 : 0
    }
  }
}
process.stdout.write(`${table(played)}\n`)
const cells = played.flatMap(({ wrong }) => Object.values(wrong)).length
process.stdout.write(`${cells - failed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
