import type { Examined, Finding } from '../check.ts'
import type { Result } from '../examine.ts'
import { serverOf } from '../server-of.ts'
import type { Patience } from './eventually.ts'
import { createStage } from './stage.ts'
import { type Step, steps } from './steps.ts'

/** How long each step may take (ms). */
const usual: Patience = { withinMs: 30_000 }

/**
 * Plays one escalation from the command to the end, with the real account and the running server. It makes a chat and
 * an agent, and removes them afterwards, also after a failure or an interruption. It stops at the first step that
 * fails.
 *
 * @param word unique for this run, a-z and 0-9
 */
export async function runSynthetic(
  account: Examined,
  word: string,
  patience: Patience = usual,
): Promise<readonly Result[]> {
  const stage = createStage(account.sdk, account, word)
  const results: Result[] = []
  try {
    const at = await stage.build()
    const play = steps({ sdk: account.sdk, sids: account, config: serverOf(account), at, patience })
    for (const [name, step] of play) {
      const findings = await tried(step)
      results.push({ name: `synthetic, ${name}`, findings })
      if (findings.length > 0 || patience.signal?.aborted) break
    }
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem)
    const todo = 'The API key must be allowed to make and remove tasks, workers, queues and workflows.'
    results.push({ name: 'synthetic, stage', findings: [{ what: `It could not be set up: ${why}`, todo }] })
  }
  return [...results, { name: 'synthetic, cleaning up', findings: await stage.dismantle() }]
}

async function tried(step: Step): Promise<readonly Finding[]> {
  try {
    const finding = await step()
    return finding ? [finding] : []
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem)
    return [{ what: `The request to Twilio failed: ${why}`, todo: 'Look into the server’s log, and try again.' }]
  }
}
