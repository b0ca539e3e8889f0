import type { PostPass } from '../../core/post-pass.ts'
import { announced } from './announce.ts'
import { budgeted } from './budget.ts'
import { withoutGoneConnections } from './connection-quality.ts'
import { followed } from './follow.ts'
import type { Effect, Settings, State } from './model.ts'
import { putOut } from './put-out.ts'
import { pendingResumed } from './resume.ts'
import { withSupervisorClock } from './supervisors.ts'

type Pass = PostPass<State, Effect, Settings>

/** What holds after every decision on a video. The order matters: each pass builds on the ones before it. */
export const postPasses: readonly Pass[] = [
  // First, because participants on dead seats count as gone in every later pass.
  { name: 'remove participants on dead seats', run: (before, decision, { at }) => putOut(before, decision, at) },
  {
    name: 'forget the connection quality of participants who left',
    run: (_, decision) => withoutGoneConnections(decision),
  },
  // Settles the video's owner, on whom the lock and the tasks (last pass) depend.
  { name: 'let the video follow the conversation', run: (_, decision, { at }) => followed(decision, at) },
  {
    name: 'set the clock of the budget',
    run: (before, decision, { settings }) => budgeted(before, decision, settings),
  },
  {
    name: 'set the clock of supervisors who are alone',
    run: (before, decision) => withSupervisorClock(before, decision),
  },
  // The last pass on this decision, because the tasks show what all the others have led to.
  { name: 'write what changed on the tasks', run: (before, decision, { at }) => announced(before, decision, at) },
  // A decision of its own, once the escalation before it has ended.
  {
    name: 'decide the commands that waited for the end',
    run: (before, decision, { settings }) => pendingResumed(before, decision, settings),
  },
]
