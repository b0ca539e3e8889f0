import { refuse, unchanged } from '../../core/feature.ts'
import type { Decision, Effect, Event, EventOf, Live, Participant, Phase, Settings, State, Video } from './model.ts'
import { isHere, isSide } from './presence.ts'

/**
 * A supervisor comes in where two sides can see and hear that: into a room in which somebody is. None is made, and none is
 * woken up, for somebody who only looks in.
 */
export function supervisorSeated(
  state: State,
  video: Live,
  event: EventOf<'seat.requested'>,
  settings: Settings,
): Decision {
  const { identity, workerSid } = event
  const no = (code: string, message: string) => refuse(state, { code, message, retryable: false })
  if (!settings.maySupervisorsJoin) return no('joining-off', 'Supervisors cannot join calls here.')
  if (video.phase !== 'open' || !isAttended(video)) return no('nobody-in-call', 'Nobody is in the call.')
  if (!workerSid) return unchanged(state)
  return unchanged({ ...state, video: { ...video, supervisors: { ...video.supervisors, [identity]: { workerSid } } } })
}

/** Both sides may be reloading their page, or be on the way to the next agent (ms). */
const grace = 15_000

/**
 * Twilio closes a room that stands empty, and a supervisor in it would keep it open. So the last side's leaving starts a
 * clock, and its end puts the supervisors out. Rules need not think of it.
 */
export function attended(before: State, decision: Decision): Decision {
  const of = clockOf(decision.state.video)
  if (of === undefined || of === clockOf(before.video)) return decision
  return { ...decision, effects: [...decision.effects, { type: 'timer.wait', timer: 'unattended', of, after: grace }] }
}

/** Nobody came back to the supervisors in time. */
export function unattendedLong(state: State, event: EventOf<'timer.fired'>): Decision {
  const { video } = state
  if (video.phase !== 'open' || clockOf(video) !== event.of) return unchanged(state)
  const { roomSid } = video
  const out = supervisorsIn(video).map(
    ({ participantSid }): Effect => ({ type: 'participant.remove', roomSid, participantSid }),
  )
  return { state, effects: out }
}

/** The supervisor behind what Twilio or a page told, whose only name there is an identity of ours. */
export function supervisorBehind({ video }: State, event: Event): string | undefined {
  const identity = 'identity' in event ? event.identity : undefined
  if (video.phase === 'idle' || identity === undefined) return undefined
  return video.supervisors[identity]?.workerSid
}

const isAttended = ({ participants }: Phase<'open'>) =>
  isHere(participants, 'customer') || isHere(participants, 'agent')

const supervisorsIn = ({ participants }: Phase<'open'>): readonly Participant[] =>
  participants.filter((each) => !isSide(each) && each.until === undefined)

/** Since when supervisors have been by themselves, as a clock's name; undefined while they are not. */
function clockOf(video: Video): string | undefined {
  if (video.phase !== 'open' || isAttended(video)) return undefined
  const here = supervisorsIn(video)
  if (here.length === 0) return undefined
  const left = video.participants.filter(isSide).map(({ from, until, outAt }) => outAt ?? until ?? from)
  return `${video.id}-${Math.max(...left, ...here.map(({ from }) => from))}`
}
