import type { Assignment } from '../../core/facts.ts'
import { isUnderWay, withoutHandover } from './handover.ts'
import type { Decision, Effect, Live, State } from './model.ts'
import { leaversIn, releasedNow, releaseOf, servingIn } from './serving.ts'

/**
 * The video follows the conversation: whatever rule changed who serves it and who is in the room, it has an agent whose it
 * is, shows on everybody's task, and lets nobody stay who has no part in it any more. Rules need not think of it.
 */
export function followed(decision: Decision, at: number): Decision {
  if (!isUnderWay(decision.state.video)) return decision
  const video = arrived(decision.state, owned(decision.state, decision.state.video, at))
  const leaving = mustGo(decision.state, video, at)
  const removedParticipants = [
    ...video.removedParticipants,
    ...leaving.map(({ participantSid }) => participantSid),
  ].slice(-20)
  return {
    ...decision,
    state: { ...decision.state, video: { ...video, removedParticipants } },
    effects: [...decision.effects, ...leaving],
  }
}

/** Whose video it is. When its agent has gone it is the next one's: the one who is in the room, or who came last. */
function owned(state: State, video: Live, at: number): Live {
  const { assignments } = state
  const alsoOn = (taskSid: string) =>
    [...new Set(assignments.map((assignment) => assignment.taskSid))].filter((each) => each !== taskSid)
  const isOwners = ({ taskSid, workerSid }: Assignment) => taskSid === video.taskSid && workerSid === video.workerSid
  if (assignments.length === 0 || assignments.some(isOwners)) return { ...video, alsoOn: alsoOn(video.taskSid) }
  const inRoom = servingIn(state, video).map(({ identity }) => video.agents[identity]?.workerSid)
  const next = assignments.findLast((assignment) => inRoom.includes(assignment.workerSid)) ?? assignments.at(-1)
  if (!next) return video
  const { taskSid, workerSid } = next
  const isTold = releaseOf(video.released, video.workerSid)?.taskSid === video.taskSid
  const last = isTold ? [] : [releasedNow(video, video, at)]
  const released = [...video.released, ...last]
  return { ...video, taskSid, workerSid, isWithoutLock: false, alsoOn: alsoOn(taskSid), released }
}

/** The next agent is in the room: the customer has arrived. */
function arrived(state: State, video: Live): Live {
  const { handover } = video
  if (!handover || state.assignments.length === 0) return video
  const here = servingIn(state, video).filter(
    ({ identity }) => handover.closedAt !== undefined || video.agents[identity]?.workerSid !== handover.fromWorkerSid,
  )
  return here.length > 0 ? withoutHandover(video) : video
}

/** How long (ms) two agents stand side by side: the next one's picture takes a moment, and the customer looks at somebody. */
const overlap = 2_000

/**
 * Who has handed over stays until the customer has somebody else in the room, at most until 30 s are over. A
 * seat outlives the right to it, so whoever comes in again is put out again.
 */
function mustGo(state: State, video: Live, at: number): Extract<Effect, { type: 'participant.remove' }>[] {
  if (video.phase !== 'open') return []
  const { roomSid } = video
  const isOverdue = video.handover?.isOverdue === true
  const nextCame = Math.min(...servingIn(state, video).map(({ from }) => from))
  return leaversIn(state, video)
    .filter(({ participant }) => !video.removedParticipants.includes(participant.participantSid))
    .flatMap(({ participant: { participantSid, from }, since }) => {
      const remove = { type: 'participant.remove', roomSid, participantSid } as const
      if (isOverdue || from > since) return [remove]
      if (nextCame === Number.POSITIVE_INFINITY) return []
      const after = Math.min(overlap, nextCame + overlap - at)
      return [after > 0 ? { ...remove, after } : remove]
    })
}
