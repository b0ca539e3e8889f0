import type { Assignment } from '../../core/facts.ts'
import { isUnderWay, withoutHandover } from './handover.ts'
import type { Decision, Effect, Live, State } from './model.ts'
import { leaversIn, releasedNow, releaseOf, servingIn } from './serving.ts'

/**
 * Lets the video follow the conversation. After any change of assignments or participants the video has an owner, is
 * announced on every agent's task, and removes agents who no longer have a part in it. A post-pass, so no decision has
 * to do this itself.
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

/** Settles the owner. If the owner has left, the next one is an agent in the room, or else the agent who came last. */
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
  const isReleased = releaseOf(video.released, video.workerSid)?.taskSid === video.taskSid
  const last = isReleased ? [] : [releasedNow(video, video, at)]
  const released = [...video.released, ...last]
  return { ...video, taskSid, workerSid, isWithoutLock: false, alsoOn: alsoOn(taskSid), released }
}

/** Ends the handover once the next agent is in the room. */
function arrived(state: State, video: Live): Live {
  const { handover } = video
  if (!handover || state.assignments.length === 0) return video
  const here = servingIn(state, video).filter(
    ({ identity }) => handover.closedAt !== undefined || video.agents[identity]?.workerSid !== handover.fromWorkerSid,
  )
  return here.length > 0 ? withoutHandover(video) : video
}

/**
 * How long (ms) both agents stay in the room: the next agent's picture takes a moment, and the customer should see
 * somebody.
 */
const overlap = 2_000

/**
 * Removes agents who handed over once another agent is in the room, at the latest after 30 s. A token outlives the
 * right to the seat, so an agent who joins again is removed again.
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
