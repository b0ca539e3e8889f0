import { Retryable } from '../core/errors.ts'
import { identityIn } from './assignment.ts'
import { calling } from './codes.ts'
import { isEscaped } from './identity.ts'
import type { Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

/** The longest page TaskRouter gives. */
const pageSize = 1_000
/** For each page of the list, so long (ms) a pause is made before it is read again for somebody who is not on it. */
const restMs = 5_000
/** Somebody who is not on a list that was read so long (ms) after they commanded is no agent: lists lag behind. */
const lagMs = 3_000
const mostWaiting = 1_000

/**
 * Who is an agent, by chat identity. It is learnt from time to time, and not because somebody commands: customers may type what
 * they like. The one exception is an identity that looks like an agent's and may be of one hired since; rarely, and for
 * all of them at once.
 */
export function agents(sdk: Sdk, workspaceSid: string, now: () => number = () => Date.now()) {
  let known: { readonly from: number; readonly pages: number; readonly by: ReadonlyMap<string, string> } | undefined
  let learning: Promise<void> | undefined
  /** Since when somebody who looks like an agent is waited for. */
  const waiting = new Map<string, number>()

  const learnAgents: Twilio['learnAgents'] = () => {
    learning ??= calling('list workers', learn).finally(() => {
      learning = undefined
    })
    return learning
  }

  async function learn(): Promise<void> {
    const from = now()
    const all = await sdk.taskrouter.v1.workspaces(workspaceSid).workers.list({ pageSize })
    const by = new Map(all.map((worker) => [identityIn(worker), worker.sid] as const))
    known = { from, pages: Math.max(1, Math.ceil(all.length / pageSize)), by }
  }

  /** @throws Retryable when it is not known yet */
  async function workerBy(identity: string): Promise<string | undefined> {
    if (!known) throw new Retryable('find an agent: it is not known yet who is one')
    const workerSid = known.by.get(identity)
    if (workerSid !== undefined || !isEscaped(identity)) return workerSid
    const since = sinceOf(identity)
    const isLate = known.from > since + lagMs
    if (!isLate && now() - known.from >= restMs * known.pages) await learnAgents()
    const found = known.by.get(identity)
    if (found === undefined && !isLate) throw new Retryable('find an agent: who is one is read again soon')
    waiting.delete(identity)
    return found
  }

  /** The worker who is called so, whatever the identity looks like. Somebody not on the list may have been hired since: `soon` it is known. */
  async function workerAt(identity: string): Promise<string | 'soon' | undefined> {
    const since = sinceOf(identity)
    const isLate = () => known !== undefined && known.from > since + lagMs
    const isOld = known === undefined || now() - known.from >= restMs * known.pages
    if (!known?.by.has(identity) && !isLate() && isOld) await learnAgents()
    return known?.by.get(identity) ?? (isLate() ? undefined : 'soon')
  }

  function sinceOf(identity: string): number {
    const since = waiting.get(identity) ?? now()
    if (waiting.size > mostWaiting) waiting.clear()
    waiting.set(identity, since)
    return since
  }

  return { learnAgents, workerBy, workerAt }
}
