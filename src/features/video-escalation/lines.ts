import { unchanged } from '../../core/feature.ts'
import type { Decision, Escalation, EventOf, Participant, State } from './model.ts'
import { isIn } from './presence.ts'

type Lines = Pick<Escalation, 'participants' | 'weak'>

const hasLine = (participants: readonly Participant[], identity: string) =>
  participants.some((each) => each.identity === identity && isIn(each))

/** A page tells how its line is. It is a help for supervisors and no basis for rights; of whom is not in the room it is no news. */
export function connectionChanged(
  state: State,
  { escalationId, identity, isWeak }: EventOf<'connection.changed'>,
): Decision {
  const { video } = state
  if (video.phase === 'idle' || video.id !== escalationId || !hasLine(video.participants, identity))
    return unchanged(state)
  if (isLineWeak(video, identity) === isWeak) return unchanged(state)
  const others = video.weak.filter((each) => each !== identity)
  return unchanged({ ...state, video: { ...video, weak: isWeak ? [...others, identity] : others } })
}

/** Whoever left has no line; when they come again they tell again. Rules need not think of it. */
export function withoutGoneLines(decision: Decision): Decision {
  const { video } = decision.state
  if (video.phase === 'idle' || video.weak.every((each) => hasLine(video.participants, each))) return decision
  const weak = video.weak.filter((each) => hasLine(video.participants, each))
  return { ...decision, state: { ...decision.state, video: { ...video, weak } } }
}

const isLineWeak = ({ weak }: Pick<Lines, 'weak'>, identity: string): boolean => weak.includes(identity)

/** Tells whether the connection of any device on this side is weak. */
export const isSideWeak = ({ participants, weak }: Lines, role: Participant['role']): boolean =>
  participants.some((each) => each.role === role && isIn(each) && weak.includes(each.identity))
