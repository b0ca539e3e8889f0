import { isUnderWay, type State } from '../../src/features/video-escalation/contract.ts'
import type { PageState } from './page-state.ts'

/**
 * Who the customer is being connected to, while one agent has handed them over and the next one is not in the room: by
 * name, where somebody has taken it or one agent was asked. Undefined while there is nothing to be said.
 */
export function connecting({ assignments, transfers, video }: State): PageState['connecting'] | undefined {
  if (!isUnderWay(video) || !video.handover || video.handover.endsAs !== undefined) return undefined
  const { fromWorkerSid, isOverdue } = video.handover
  const pending = transfers.findLast((each) => each.is !== 'over')
  const next = assignments.findLast((assignment) => assignment.workerSid !== fromWorkerSid)
  // Nobody was asked, or nobody came: promises would be empty.
  if (!next && !pending && isOverdue) return undefined
  const name = next?.displayName ?? (next ? undefined : pending?.to.name)
  return name ? { name } : {}
}
