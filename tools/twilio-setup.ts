import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BadConfig, readSetup, type SetupConfig } from '../src/config.ts'
import { whyNotPublic } from '../src/setup/addresses.ts'
import { changeText } from '../src/setup/change-text.ts'
import { envLines } from '../src/setup/env-lines.ts'
import type { Plan } from '../src/setup/part.ts'
import { createSetUp } from '../src/setup/set-up.ts'
import { undoFile } from '../src/setup/undo-file.ts'
import { wantedOf } from '../src/setup/wanted.ts'
import { sdkFrom } from '../src/twilio/from-config.ts'
import { loadEnvFile } from './env-file.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'

// `npm run twilio:setup`: puts webhooks and the transfer workflow in place, and prints a `.env` on stdout. Reports on
// stderr what it did, or what it would do (`--dry-run`). `--undo` restores the earlier settings. Exit code 1 if
// something is in the way.
loadEnvFile()
try {
  const { values } = parseArgs({
    options: {
      'dry-run': { type: 'boolean', default: false },
      undo: { type: 'boolean', default: false },
      replace: { type: 'boolean', default: false },
      file: { type: 'string', default: join(project.root, '.escalate', 'twilio-setup.json') },
    },
  })
  await run(readSetup(), values)
} catch (problem) {
  progress.failed(problem instanceof Error ? problem.message : String(problem))
  process.exitCode = problem instanceof BadConfig ? 78 : 1
}

type Asked = {
  readonly 'dry-run': boolean
  readonly undo: boolean
  readonly replace: boolean
  readonly file: string
}

async function run(config: SetupConfig, asked: Asked): Promise<void> {
  const file = undoFile(asked.file, {
    accountSid: config.TWILIO_ACCOUNT_SID,
    workspaceSid: config.TWILIO_WORKSPACE_SID,
  })
  const places = { workspaceSid: config.TWILIO_WORKSPACE_SID, chatServiceSid: config.TWILIO_CHAT_SERVICE_SID }
  const setUp = createSetUp(
    sdkFrom(config, () => undefined),
    places,
    file,
  )
  if (asked.undo) {
    const planned = await setUp.planUndo()
    report(planned, 'Nothing to undo.')
    if (!asked['dry-run']) done(await setUp.undo(planned), 'put back')
    return
  }
  const why = whyNotPublic(config.PUBLIC_URL)
  // A simulated Twilio reaches addresses that the real one cannot.
  if (why && !config.TWILIO_API_URL) throw new Error(`PUBLIC_URL ${config.PUBLIC_URL} cannot be used: ${why}.`)
  const wanted = wantedOf(config)
  const planned = await setUp.plan(wanted, { isReplacing: asked.replace })
  if (!report(planned, 'Everything is in place.')) return say('Nothing was changed.')
  if (!asked['dry-run']) {
    done(await setUp.perform(planned), 'changed')
    if (planned.changes.length > 0) say(`What was there before is in ${file.path}: \`--undo\` puts it back.`)
  }
  process.stdout.write(`${envLines(config, await setUp.workflowSid(wanted)).join('\n')}\n`)
}

/** @returns whether nothing is in the way */
function report({ changes, refusals }: Plan, otherwise: string): boolean {
  for (const each of changes) say(changeText(each))
  for (const each of refusals) progress.failed(each)
  if (refusals.length > 0) process.exitCode = 1
  else if (changes.length === 0) progress.done(otherwise)
  return refusals.length === 0
}

function done(made: readonly unknown[], how: string): void {
  if (made.length > 0) progress.done(`${made.length} ${how}.`)
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
