import type { Examined } from '../check.ts'
import type { Result } from '../examine.ts'
import type { Patience } from '../synthetic/eventually.ts'
import type { Assumption, Seen } from './look.ts'
import { createAssumptionStage, type Stage } from './stage.ts'

/** `unseen`: it was not looked at. */
export type Looked = { readonly id: string; readonly is: Seen['is'] | 'unseen'; readonly saw: string }

type Run = { readonly word: string; readonly patience: Patience }

/**
 * Looks at what the product takes for granted of Twilio, all of it at once, on a stage of its own in the account. Everything that is made
 * is taken away again whatever happens, also when somebody wants to stop.
 */
export async function runAssumptions(
  account: Examined,
  all: readonly Assumption[],
  run: Run,
): Promise<{ readonly looked: readonly Looked[]; readonly cleaning: Result }> {
  const stage = createAssumptionStage(account.sdk, account, run)
  const at = await stage.build().catch((problem) => `the stage could not be set up: ${wordsOf(problem)}`)
  const looks = all.map(async (each): Promise<Looked> => {
    if ('unseen' in each) return { id: each.id, is: 'unseen', saw: each.unseen }
    if (typeof at === 'string') return { id: each.id, is: 'unseen', saw: at }
    return { id: each.id, ...stoppedIn(run.patience.signal, await tried(each.look, at)) }
  })
  const looked = await Promise.all(looks)
  return { looked, cleaning: { name: 'assumptions, cleaning up', findings: await stage.dismantle() } }
}

/** A wait that was cut short shows nothing. */
const stoppedIn = (signal: AbortSignal | undefined, seen: Seen): Seen =>
  signal?.aborted && seen.is === 'untrue' ? { is: 'unclear', saw: 'stopped' } : seen

async function tried(look: (stage: Stage) => Promise<Seen>, stage: Stage): Promise<Seen> {
  try {
    return await look(stage)
  } catch (problem) {
    return { is: 'unclear', saw: wordsOf(problem) }
  }
}

/** A report leaves the company. It has Twilio's error code and not its message, which may name something of the account's. */
function wordsOf(problem: unknown): string {
  const { status, code } = problem as { readonly status?: unknown; readonly code?: unknown } // whatever was thrown
  return typeof status === 'number'
    ? `Twilio answered ${status}, ${Number(code) || 'no code'}`
    : 'Twilio could not be asked'
}
