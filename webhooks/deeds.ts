import type { Fact } from '../src/core/facts.ts'
import type { Act } from '../src/engine/act.ts'
import { Refused } from './problem.ts'

const windowMs = 3_600_000
/**
 * What one person may change in one conversation in an hour, of each kind. A story keeps 5,000 lines: nobody alone
 * pushes them out within a working day.
 */
const most = 120
const mostRemembered = 20_000

/**
 * Around `act`: counts what was written for a person, and refuses more of that kind. What changes nothing is not counted, so a page
 * may repeat itself. Each process counts by itself.
 */
export function withinReason(act: Act, now: () => number = Date.now): Act {
  const counts = new Map<string, { readonly since: number; count: number }>()

  function current(name: string): { count: number } {
    const found = counts.get(name)
    if (found && now() - found.since < windowMs) return found
    counts.delete(name)
    const fresh = { since: now(), count: 0 }
    counts.set(name, fresh)
    const oldest = counts.size > mostRemembered ? counts.keys().next().value : undefined
    if (oldest !== undefined) counts.delete(oldest)
    return fresh
  }

  return async (fact) => {
    const person = personIn(fact)
    const written = person && current(`${fact.type} ${fact.key} ${person}`)
    if (!written) return act(fact)
    if (written.count >= most) throw new Refused(429, 'too-many-tries', 'Too many changes. Please wait an hour.', true)
    // Counted before, so that many at the same moment do not slip through.
    written.count += 1
    let isWritten = false
    try {
      const decision = await act(fact)
      isWritten = !decision.isUnchanged
      return decision
    } finally {
      // Neither what changed nothing nor what Redis did not take is held against anybody.
      if (!isWritten) written.count -= 1
    }
  }
}

/** Who is behind it: a place in the room, a worker, or the holder of an escalation's link. */
function personIn(fact: Fact): string | undefined {
  if ('by' in fact) return fact.by && 'workerSid' in fact.by ? fact.by.workerSid : undefined
  if ('identity' in fact) return fact.identity
  return 'escalationId' in fact ? fact.escalationId : undefined
}
