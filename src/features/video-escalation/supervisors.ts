import { refuse, type Step, stay } from '../../core/feature.ts'
import type { Effect, Event, EventOf, Live, Person, Phase, Settings, State, Video } from './model.ts'
import { isHere, isSide } from './presence.ts'

type Rule = Step<State, Effect>

/**
 * A supervisor comes in where two sides can see and hear that: into a room in which somebody is. None is made, and none is
 * woken up, for somebody who only looks in.
 */
export function supervisorSeated(state: State, video: Live, event: EventOf<'seat.asked'>, settings: Settings): Rule {
  const { identity, workerSid } = event
  const no = (code: string, message: string) => refuse(state, { code, message, retryable: false })
  if (!settings.maySupervisorsJoin) return no('joining-off', 'Supervisors cannot join calls here.')
  if (video.phase !== 'open' || !isAttended(video)) return no('nobody-in-call', 'Nobody is in the call.')
  if (!workerSid) return stay(state)
  return stay({ ...state, video: { ...video, supervisors: { ...video.supervisors, [identity]: { workerSid } } } })
}

/** Both sides may be reloading their page, or be on the way to the next agent (ms). */
const grace = 15_000

/**
 * Twilio closes a room that stands empty, and a supervisor in it would keep it open. So the last side's leaving starts a
 * clock, and its end puts the supervisors out. Rules need not think of it.
 */
export function attended(before: State, step: Rule): Rule {
  const of = clockOf(step.state.video)
  if (of === undefined || of === clockOf(before.video)) return step
  return { ...step, effects: [...step.effects, { type: 'timer.wait', timer: 'unattended', of, after: grace }] }
}

/** Nobody came back to the supervisors in time. */
export function unattendedLong(state: State, event: EventOf<'timer.fired'>): Rule {
  const { video } = state
  if (video.phase !== 'open' || clockOf(video) !== event.of) return stay(state)
  const { roomSid } = video
  const out = supervisorsIn(video).map(
    ({ participantSid }): Effect => ({ type: 'person.remove', roomSid, participantSid }),
  )
  return { state, effects: out }
}

/** The supervisor behind what Twilio or a page told, whose only name there is an identity of ours. */
export function supervisorBehind({ video }: State, event: Event): string | undefined {
  const identity = 'identity' in event ? event.identity : undefined
  if (video.phase === 'idle' || identity === undefined) return undefined
  return video.supervisors[identity]?.workerSid
}

const isAttended = ({ people }: Phase<'open'>) => isHere(people, 'customer') || isHere(people, 'agent')

const supervisorsIn = ({ people }: Phase<'open'>): readonly Person[] =>
  people.filter((each) => !isSide(each) && each.until === undefined)

/** Since when supervisors have been by themselves, as a clock's name; undefined while they are not. */
function clockOf(video: Video): string | undefined {
  if (video.phase !== 'open' || isAttended(video)) return undefined
  const here = supervisorsIn(video)
  if (here.length === 0) return undefined
  const left = video.people.filter(isSide).map(({ from, until, outAt }) => outAt ?? until ?? from)
  return `${video.id}-${Math.max(...left, ...here.map(({ from }) => from))}`
}
