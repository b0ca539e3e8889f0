import type { Escalation, Participant, Released, State } from './model.ts'

type Served = Pick<State, 'assignments'>
type Room = Pick<Escalation, 'participants' | 'agents'>

const isAgentIn = ({ role, until }: Participant) => role === 'agent' && until === undefined

export const hasAssignment = ({ assignments }: Served, workerSid: string): boolean =>
  assignments.some((assignment) => assignment.workerSid === workerSid)

/**
 * Agents in the room who may be there: they hold an accepted reservation. A connection whose agent is not known is from
 * before agents were, and is not put out for that.
 */
export const servingIn = (state: Served, { participants, agents }: Room): readonly Participant[] =>
  participants.filter((each) => {
    const agent = agents[each.identity]
    return isAgentIn(each) && (agent === undefined || hasAssignment(state, agent.workerSid))
  })

export const isServed = (state: Served, room: Room): boolean => servingIn(state, room).length > 0

/** Agents who are still in the room although their part is over, each with when it ended. */
export const leaversIn = (
  state: Served,
  { participants, agents, released }: Room & Pick<Escalation, 'released'>,
): readonly { readonly participant: Participant; readonly since: number }[] =>
  participants.filter(isAgentIn).flatMap((participant) => {
    const workerSid = agents[participant.identity]?.workerSid
    if (workerSid === undefined || hasAssignment(state, workerSid)) return []
    return [{ participant, since: releaseOf(released, workerSid)?.at ?? 0 }]
  })

/** The end of an agent's part, with what they see of the video from then on. */
export const releasedNow = (
  { link, isRecorded }: Pick<Escalation, 'link' | 'isRecorded'>,
  { taskSid, workerSid }: Pick<Released, 'taskSid' | 'workerSid'>,
  at: number,
): Released => ({ taskSid, workerSid, at, isLinkRevoked: link.isRevoked, isRecorded })

/** The latest end of an agent's part, if the video went on after it. */
export const releaseOf = (released: readonly Released[], workerSid: string): Released | undefined =>
  released.findLast((each) => each.workerSid === workerSid)

/** This agent had a part in the video and handed it over. Whoever has an assignment again, has a part again. */
export const hasHandedOver = (state: State, workerSid: string): boolean =>
  state.video.phase !== 'idle' &&
  !hasAssignment(state, workerSid) &&
  releaseOf(state.video.released, workerSid) !== undefined
