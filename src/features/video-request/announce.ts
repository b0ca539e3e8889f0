import { nextRevision } from '../../core/revision.ts'
import type { Decision, Effect, Notice, State } from './model.ts'
import { requestOf } from './request.ts'

/** What the tasks should say: the open request, on the task of every agent who serves the customer. */
function noticesOf(state: State): ReadonlyMap<string, Notice> {
  if (!state.named || requestOf(state)?.is !== 'received') return new Map()
  const notice = { id: state.named.id, askedAt: state.named.at }
  return new Map(state.assignments.map(({ taskSid }) => [taskSid, notice]))
}

/** Writes the tasks whose text changes, and removes the text from those that no longer have one. */
export function announced(before: State, decision: Decision, at: number): Decision {
  const [last, current] = [noticesOf(before), noticesOf(decision.state)]
  const changed = [...new Set([...last.keys(), ...current.keys()])].filter(
    (taskSid) => JSON.stringify(last.get(taskSid)) !== JSON.stringify(current.get(taskSid)),
  )
  if (changed.length === 0) return decision
  const revision = nextRevision(decision.state.revision, at)
  const writes = changed.map(
    (taskSid): Effect => ({ type: 'task.annotate', taskSid, revision, request: current.get(taskSid) ?? null }),
  )
  return { ...decision, state: { ...decision.state, revision }, effects: [...decision.effects, ...writes] }
}
