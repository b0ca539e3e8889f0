import { unchanged } from '../../core/feature.ts'
import type { Decision, Escalation, EventOf, Participant, State } from './model.ts'
import { isIn } from './presence.ts'

type Known = Pick<Escalation, 'participants' | 'weak'>

const isPresent = (participants: readonly Participant[], identity: string) =>
  participants.some((each) => each.identity === identity && isIn(each))

/** A page reports its connection quality. It helps supervisors and gives no rights; reports of participants who are not in the room are ignored. */
export function connectionChanged(
  state: State,
  { escalationId, identity, isWeak }: EventOf<'connection.changed'>,
): Decision {
  const { video } = state
  if (video.phase === 'idle' || video.id !== escalationId || !isPresent(video.participants, identity))
    return unchanged(state)
  if (isWeakNow(video, identity) === isWeak) return unchanged(state)
  const others = video.weak.filter((each) => each !== identity)
  return unchanged({ ...state, video: { ...video, weak: isWeak ? [...others, identity] : others } })
}

/** Forgets the connection quality of participants who left. Their page reports it again when they come back. */
export function withoutGoneConnections(decision: Decision): Decision {
  const { video } = decision.state
  if (video.phase === 'idle' || video.weak.every((each) => isPresent(video.participants, each))) return decision
  const weak = video.weak.filter((each) => isPresent(video.participants, each))
  return { ...decision, state: { ...decision.state, video: { ...video, weak } } }
}

const isWeakNow = ({ weak }: Pick<Known, 'weak'>, identity: string): boolean => weak.includes(identity)

/** Tells whether the connection of any device on this side is weak. */
export const isSideWeak = ({ participants, weak }: Known, role: Participant['role']): boolean =>
  participants.some((each) => each.role === role && isIn(each) && weak.includes(each.identity))
