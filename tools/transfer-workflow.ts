import { BadConfig, readAccount } from '../src/config.ts'
import { sdkFrom } from '../src/twilio/from-config.ts'
import { readQueues } from '../src/twilio/transfer-routing.ts'
import { everyoneIn, isEverybody, transferWorkflow } from '../src/twilio/transfer-workflow.ts'
import { loadEnvFile } from './env-file.ts'
import { progress } from './progress.ts'

// `npm run transfer-workflow`: prints the configuration that transfers need, for the account's current queues. Changes
// nothing.
loadEnvFile()
try {
  const config = readAccount()
  const sdk = sdkFrom(config, () => undefined)
  const queues = await readQueues(sdk, config.TWILIO_WORKSPACE_SID)
  const everyone = everyoneIn(queues)
  if (!everyone) throw new Error('There is no queue with all workers: create one named "Everyone" (1==1).')
  process.stdout.write(`${JSON.stringify(transferWorkflow(queues, everyone), null, 2)}\n`)
  if (!isEverybody(everyone))
    hint(`"${everyone.name}" does not contain every worker: the others cannot receive transfers.`)
  hint(
    `Paste it into a TaskRouter workflow (console, Workflows, "Edit as JSON"), and set TWILIO_TRANSFER_WORKFLOW_SID to its SID. Again after each new queue.`,
  )
} catch (problem) {
  progress.failed(problem instanceof Error ? problem.message : String(problem))
  process.exitCode = problem instanceof BadConfig ? 78 : 1
}

function hint(text: string): void {
  process.stderr.write(`${text}\n`)
}
