import type { Examined } from '../check.ts'
import type { Result } from '../examine.ts'
import type { Patience } from '../synthetic/eventually.ts'
import type { Assumption, Seen } from './look.ts'
import { createAssumptionStage, type Stage } from './stage.ts'

/** The result for one assumption. `unseen`: it was not checked. */
export type Looked = { readonly id: string; readonly is: Seen['is'] | 'unseen'; readonly saw: string }

type Run = { readonly word: string; readonly patience: Patience }

/**
 * Checks all assumptions about Twilio at the same time, with resources of their own in the account. All resources are
 * removed afterwards, also after a failure or an interruption.
 */
export async function runAssumptions(
  account: Examined,
  all: readonly Assumption[],
  run: Run,
): Promise<{ readonly looked: readonly Looked[]; readonly cleaning: Result }> {
  const stage = createAssumptionStage(account.sdk, account, run)
  const at = await stage.build().catch((problem) => `the stage could not be set up: ${textOf(problem)}`)
  const looks = all.map(async (each): Promise<Looked> => {
    if ('unseen' in each) return { id: each.id, is: 'unseen', saw: each.unseen }
    if (typeof at === 'string') return { id: each.id, is: 'unseen', saw: at }
    return { id: each.id, ...stoppedIn(run.patience.signal, await tried(each.look, at)) }
  })
  const looked = await Promise.all(looks)
  return { looked, cleaning: { name: 'assumptions, cleaning up', findings: await stage.dismantle() } }
}

/** After an interrupted wait "untrue" means nothing. */
const stoppedIn = (signal: AbortSignal | undefined, seen: Seen): Seen =>
  signal?.aborted && seen.is === 'untrue' ? { is: 'unclear', saw: 'stopped' } : seen

async function tried(look: (stage: Stage) => Promise<Seen>, stage: Stage): Promise<Seen> {
  try {
    return await look(stage)
  } catch (problem) {
    return { is: 'unclear', saw: textOf(problem) }
  }
}

/** Twilio's error code without its message, which may name something of the account: the report leaves the company. */
function textOf(problem: unknown): string {
  const { status, code } = problem as { readonly status?: unknown; readonly code?: unknown } // whatever was thrown
  return typeof status === 'number'
    ? `Twilio answered ${status}, ${Number(code) || 'no code'}`
    : 'the request to Twilio failed'
}
