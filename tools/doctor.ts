import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { BadConfig, type Config, readAccount, readConfig, retiredIn } from '../src/config.ts'
import { assumptions } from '../src/doctor/assumptions/index.ts'
import { reportOf, resultOf } from '../src/doctor/assumptions/report.ts'
import { runAssumptions } from '../src/doctor/assumptions/run-assumptions.ts'
import type { Examined, Finding } from '../src/doctor/check.ts'
import { checks } from '../src/doctor/checks/index.ts'
import { examine, type Result } from '../src/doctor/examine.ts'
import { runSynthetic } from '../src/doctor/synthetic/run-synthetic.ts'
import { sdkFrom } from '../src/twilio/from-config.ts'
import { loadEnvFile } from './env-file.ts'

// `npm run doctor`: checks the environment and the Twilio account, and says for each finding what to do. It changes
// nothing, except that `--synthetic` plays one escalation with its own chat and agent, and `--assumptions` tries
// behaviour that Twilio does not document; both remove what they created. Exit code 1 if something does not work, 78 if
// a server or a worker would not even start.
loadEnvFile()
const { values: flags } = parseArgs({
  options: {
    synthetic: { type: 'boolean', default: false },
    assumptions: { type: 'boolean', default: false },
    /** The numbers for a test call: from a number of the account to one that is answered. */
    from: { type: 'string' },
    to: { type: 'string' },
  },
})
try {
  const config = readAccount()
  const { problems, server } = serverConfig()
  const examined: Examined = {
    account: config,
    sdk: sdkFrom(config, () => undefined),
    workspaceSid: config.TWILIO_WORKSPACE_SID,
    chatServiceSid: config.TWILIO_CHAT_SERVICE_SID,
    transferWorkflowSid: config.TWILIO_TRANSFER_WORKFLOW_SID,
    environment: problems,
    retired: retiredIn(),
    server,
    redisUrl: process.env['REDIS_URL'] || undefined,
    now: Date.now,
  }
  const looked = await examine(examined, checks)
  print(looked)
  const played = flags.synthetic ? await play(examined) : []
  print(played)
  const tried = flags.assumptions ? await tryAssumptions(examined) : []
  process.exitCode = exitCodeOf([...looked, ...played, ...tried].flatMap(({ findings }) => findings))
} catch (problem) {
  if (!(problem instanceof BadConfig)) throw problem
  // Without credentials no request is possible; the other problems of the environment are reported anyway.
  for (const each of serverConfig().problems) say(`✗  environment: ${each}`)
  process.exitCode = 78
}

function print(results: readonly Result[]): void {
  for (const { name, findings, notLookedAt } of results) {
    if (notLookedAt !== undefined) say(`–  ${name}: not looked at (${notLookedAt})`)
    else if (findings.length === 0) say(`✓  ${name}`)
    for (const { what, todo, isHint } of findings)
      say(`${isHint ? '!' : '✗'}  ${name}: ${what}${todo ? `\n     ${todo}` : ''}`)
  }
}

function exitCodeOf(findings: readonly Finding[]): number {
  if (findings.some(({ isFatal }) => isFatal)) return 78
  return findings.every(({ isHint }) => isHint) ? 0 : 1
}

async function play(examined: Examined): Promise<readonly Result[]> {
  if (!examined.server) return [{ name: 'synthetic', findings: [], notLookedAt: 'the environment is not usable' }]
  return runSynthetic(examined, aWord(), { withinMs: 30_000, signal: untilAskedToStop() })
}

async function tryAssumptions(examined: Examined): Promise<readonly Result[]> {
  const { from, to } = flags
  const all = assumptions(from && to ? { from, to } : undefined)
  const patience = { withinMs: 15_000, signal: untilAskedToStop() }
  const { looked, cleaning } = await runAssumptions(examined, all, { word: aWord(), patience })
  const results = [...looked.map(resultOf), cleaning]
  print(results)
  say(reportOf(looked, new Date()))
  return results
}

function aWord(): string {
  return randomUUID().replaceAll('-', '')
}

/** The first signal stops the checks, which then still remove what they created; a second signal exits at once. */
function untilAskedToStop(): AbortSignal {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  return stopping.signal
}

/** Outside production the server gets a Redis if none is named, as with `npm start`. */
function serverConfig(): { readonly problems: readonly string[]; readonly server: Config | undefined } {
  const isProduction = process.env['NODE_ENV'] === 'production'
  try {
    const server = readConfig({
      ...process.env,
      ...(!isProduction && !process.env['REDIS_URL'] && { REDIS_URL: 'redis://127.0.0.1' }),
    })
    return { problems: [], server }
  } catch (problem) {
    if (problem instanceof BadConfig) return { problems: problem.problems, server: undefined }
    throw problem
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
