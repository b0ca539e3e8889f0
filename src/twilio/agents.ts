import { Retryable } from '../core/errors.ts'
import { identityIn } from './assignment.ts'
import { calling } from './codes.ts'
import { isEscaped } from './identity.ts'
import type { Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

/** TaskRouter's longest page. */
const pageSize = 1_000
/** The pause (ms, for each page of the list) before the list is read again for an identity that is not on it. */
const restMs = 5_000
/** How long lists may lag (ms). An identity that is missing from a list read later than that is no agent's. */
const lagMs = 3_000
const mostWaiting = 1_000

/**
 * The agents by chat identity. The list is read periodically and not because of a command: customers may type commands
 * as often as they like. The one exception is an unknown identity of the form that Flex gives agents, which may belong
 * to a new agent. That read is rare, and serves all such identities at once.
 */
export function agents(sdk: Sdk, workspaceSid: string, now: () => number = () => Date.now()) {
  let known: { readonly from: number; readonly pages: number; readonly by: ReadonlyMap<string, string> } | undefined
  let learning: Promise<void> | undefined
  /** When each unknown identity that may be an agent's was first seen. */
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

  /** The worker with this identity. @throws Retryable when that is not known yet */
  async function workerBy(identity: string): Promise<string | undefined> {
    if (!known) throw new Retryable('find an agent: the list of workers is not read yet')
    const workerSid = known.by.get(identity)
    if (workerSid !== undefined || !isEscaped(identity)) return workerSid
    const since = sinceOf(identity)
    const isLate = known.from > since + lagMs
    if (!isLate && now() - known.from >= restMs * known.pages) await learnAgents()
    const found = known.by.get(identity)
    if (found === undefined && !isLate) throw new Retryable('find an agent: the list of workers is read again soon')
    waiting.delete(identity)
    return found
  }

  /** The worker with this identity, whatever its form. `soon`: it may be a new worker's, and the next read shows it. */
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
