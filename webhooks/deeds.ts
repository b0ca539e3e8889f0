import type { Fact } from '../src/core/facts.ts'
import type { Act } from '../src/engine/act.ts'
import { Refused } from './problem.ts'

const windowMs = 3_600_000
/**
 * Changes of each kind that one actor may make in one conversation per hour. A story keeps 5,000 entries: so no actor
 * alone displaces them within a working day.
 */
const most = 120
const mostRemembered = 20_000

/**
 * Wraps `act`: counts the changes of each actor, and refuses too many of one kind. Events that change nothing do not
 * count, so a page may repeat itself. Each process counts on its own.
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
    const actor = actorIn(fact)
    const written = actor && current(`${fact.type} ${fact.key} ${actor}`)
    if (!written) return act(fact)
    if (written.count >= most) throw new Refused(429, 'too-many-tries', 'Too many changes. Please wait an hour.', true)
    // Counted before the write, so that many at the same moment do not slip through.
    written.count += 1
    let isWritten = false
    try {
      const decision = await act(fact)
      isWritten = !decision.isUnchanged
      return decision
    } finally {
      // Events that changed nothing, or that Redis did not accept, do not count.
      if (!isWritten) written.count -= 1
    }
  }
}

/** The actor: an identity in the room, a worker, or the holder of an escalation's link. */
function actorIn(fact: Fact): string | undefined {
  if ('by' in fact) return fact.by && 'workerSid' in fact.by ? fact.by.workerSid : undefined
  if ('identity' in fact) return fact.identity
  return 'escalationId' in fact ? fact.escalationId : undefined
}
