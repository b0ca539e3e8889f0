import type { Escalation, Participant, Released, State } from './model.ts'

type Served = Pick<State, 'assignments'>
type Room = Pick<Escalation, 'participants' | 'agents'>

const isAgentIn = ({ role, until }: Participant) => role === 'agent' && until === undefined

export const hasAssignment = ({ assignments }: Served, workerSid: string): boolean =>
  assignments.some((assignment) => assignment.workerSid === workerSid)

/**
 * Agents in the room with an assignment. A connection without a known agent is older than that field, and counts as
 * serving.
 */
export const servingIn = (state: Served, { participants, agents }: Room): readonly Participant[] =>
  participants.filter((each) => {
    const agent = agents[each.identity]
    return isAgentIn(each) && (agent === undefined || hasAssignment(state, agent.workerSid))
  })

export const isServed = (state: Served, room: Room): boolean => servingIn(state, room).length > 0

/** Agents still in the room after the end of their assignment, each with the time of that end. */
export const leaversIn = (
  state: Served,
  { participants, agents, released }: Room & Pick<Escalation, 'released'>,
): readonly { readonly participant: Participant; readonly since: number }[] =>
  participants.filter(isAgentIn).flatMap((participant) => {
    const workerSid = agents[participant.identity]?.workerSid
    if (workerSid === undefined || hasAssignment(state, workerSid)) return []
    return [{ participant, since: releaseOf(released, workerSid)?.at ?? 0 }]
  })

/** The end of an agent's part, with what the agent sees of the video from then on. */
export const releasedNow = (
  { link, isRecorded }: Pick<Escalation, 'link' | 'isRecorded'>,
  { taskSid, workerSid }: Pick<Released, 'taskSid' | 'workerSid'>,
  at: number,
): Released => ({ taskSid, workerSid, at, isLinkRevoked: link.isRevoked, isRecorded })

/** The latest end of an agent's part, if the video went on after it. */
export const releaseOf = (released: readonly Released[], workerSid: string): Released | undefined =>
  released.findLast((each) => each.workerSid === workerSid)

/**
 * Tells whether the agent had a part in the video and handed it over. A new assignment gives the agent a part again.
 */
export const hasHandedOver = (state: State, workerSid: string): boolean =>
  state.video.phase !== 'idle' &&
  !hasAssignment(state, workerSid) &&
  releaseOf(state.video.released, workerSid) !== undefined
