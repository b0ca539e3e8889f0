import { isUnderWay, type State } from '../../src/features/video-escalation/contract.ts'
import type { PageState } from './page-state.ts'

/**
 * Says to whom the customer is being connected while the previous agent has handed over and the next agent is not in
 * the room yet: by name if an agent has accepted or one agent was invited. Undefined if there is nothing to say.
 */
export function connecting({ assignments, transfers, video }: State): PageState['connecting'] | undefined {
  if (!isUnderWay(video) || !video.handover || video.handover.endsAs !== undefined) return undefined
  const { fromWorkerSid, isOverdue } = video.handover
  const pending = transfers.findLast((each) => each.is !== 'over')
  const next = assignments.findLast((assignment) => assignment.workerSid !== fromWorkerSid)
  // Nobody was invited, or nobody came: promise nothing.
  if (!next && !pending && isOverdue) return undefined
  const name = next?.displayName ?? (next ? undefined : pending?.to.name)
  return name ? { name } : {}
}
