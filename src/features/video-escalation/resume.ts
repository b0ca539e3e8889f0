import { announced } from './announce.ts'
import { decidePending } from './commands.ts'
import { followed } from './follow.ts'
import type { Decision, Settings, State } from './model.ts'

/** Decides the commands that waited for an escalation to finish ending, once it has. */
export function pendingResumed(before: State, decision: Decision, settings: Settings): Decision {
  const isFreed = before.video.phase === 'ending' && decision.state.video.phase === 'ended'
  if (!isFreed) return decision
  const { pendingCommands } = decision.state
  const at = pendingCommands.at(-1)?.at ?? 0
  const decided = decidePending({ ...decision.state, pendingCommands: [] }, pendingCommands, settings)
  const next = announced(decision.state, followed(decided, at), at)
  return { ...next, effects: [...decision.effects, ...next.effects] }
}
