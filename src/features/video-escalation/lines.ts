import { type Step, stay } from '../../core/feature.ts'
import type { Effect, Escalation, EventOf, Person, State } from './model.ts'
import { isIn } from './presence.ts'

type Rule = Step<State, Effect>
type Lines = Pick<Escalation, 'people' | 'weak'>

const hasLine = (people: readonly Person[], identity: string) =>
  people.some((each) => each.identity === identity && isIn(each))

/** A page tells how its line is. It is a help for supervisors and no basis for rights; of whom is not in the room it is no news. */
export function lineTold(state: State, { escalationId, identity, isWeak }: EventOf<'line.told'>): Rule {
  const { video } = state
  if (video.phase === 'idle' || video.id !== escalationId || !hasLine(video.people, identity)) return stay(state)
  if (isLineWeak(video, identity) === isWeak) return stay(state)
  const others = video.weak.filter((each) => each !== identity)
  return stay({ ...state, video: { ...video, weak: isWeak ? [...others, identity] : others } })
}

/** Whoever left has no line; when they come again they tell again. Rules need not think of it. */
export function withoutGoneLines(step: Rule): Rule {
  const { video } = step.state
  if (video.phase === 'idle' || video.weak.every((each) => hasLine(video.people, each))) return step
  const weak = video.weak.filter((each) => hasLine(video.people, each))
  return { ...step, state: { ...step.state, video: { ...video, weak } } }
}

const isLineWeak = ({ weak }: Pick<Lines, 'weak'>, identity: string): boolean => weak.includes(identity)

/** Tells whether the connection of any device on this side is weak. */
export const isSideWeak = ({ people, weak }: Lines, role: Person['role']): boolean =>
  people.some((each) => each.role === role && isIn(each) && weak.includes(each.identity))
