import { isDeepStrictEqual } from 'node:util'
import type { AsIs } from './as-is.ts'
import type { Callback, Change, Webhook } from './change.ts'
import { changing, nothing, type Plan, refusing } from './part.ts'

/**
 * Plans the way back to the recorded earlier values. Values that somebody has changed since stay.
 * @param is the current account, with the recorded workflow
 */
export function planUndo(recorded: readonly Change[], is: AsIs): Plan {
  const parts = recorded.map((each) => undoing(each, is))
  return {
    changes: parts.flatMap(({ changes }) => changes),
    refusals: parts.flatMap(({ refusals }) => refusals),
  }
}

function undoing(change: Change, is: AsIs): Plan {
  switch (change.of) {
    case 'conversations': {
      const now = is[change.scope]
      const isNow = (then: Webhook) =>
        now.url === then.url && (now.url === '' || (now.method === then.method && hasSame(now.filters, then.filters)))
      return back(change, isNow(change.before), isNow(change.after))
    }
    case 'taskrouter': {
      const isNow = (then: Callback) => is.taskrouter.url === then.url && hasSame(is.taskrouter.events, then.events)
      return back(change, isNow(change.before), isNow(change.after))
    }
    case 'workflow': {
      const now = is.workflow?.configuration ?? null
      const isNow = (then: string | null) => isDeepStrictEqual(parsed(now), parsed(then))
      const known = is.workflow ? { ...change, sid: is.workflow.sid } : change
      return back(known, isNow(change.before), isNow(change.after))
    }
  }
}

function back(change: Change, isUndone: boolean, isThere: boolean): Plan {
  if (isUndone) return nothing
  if (!isThere) return refusing(`${nameOf(change)}: somebody has changed it since, so it is left as it is.`)
  // Before and after are of the same kind; spread over a union the compiler does not see it.
  return changing({ ...change, before: change.after, after: change.before } as Change)
}

/** The name of a changed resource, as in the console. */
export function nameOf(change: Change): string {
  switch (change.of) {
    case 'conversations':
      return change.scope === 'service' ? 'Conversations service, post-event webhook' : 'Conversations, global webhook'
    case 'taskrouter':
      return 'TaskRouter workspace, event callback'
    case 'workflow':
      return `TaskRouter workflow "${change.name}"`
  }
}

const hasSame = (one: readonly string[], other: readonly string[]): boolean =>
  isDeepStrictEqual([...one].sort(), [...other].sort())

/** Parses for comparison, because Twilio may store JSON in another form than it was sent. */
function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return text
  }
}
