import { refuse, unchanged } from '../../core/feature.ts'
import type { Decision, Effect, Event, EventOf, Live, Participant, Phase, Settings, State, Video } from './model.ts'
import { isHere, isSide } from './presence.ts'

/**
 * Seats a supervisor in a room with a customer or agent in it, who can see and hear the supervisor. No room is created
 * or woken for a supervisor.
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

/** How long (ms) both sides may take to reload their pages, or to get to the next agent. */
const grace = 15_000

/**
 * Starts a timer when the last side leaves: Twilio closes an empty room, but supervisors would keep it open. When the
 * timer fires, they are removed. A post-pass, so no decision has to do this itself.
 */
export function withSupervisorClock(before: State, decision: Decision): Decision {
  const of = clockOf(decision.state.video)
  if (of === undefined || of === clockOf(before.video)) return decision
  return { ...decision, effects: [...decision.effects, { type: 'timer.wait', timer: 'unattended', of, after: grace }] }
}

/** Removes the supervisors if neither side came back in time. */
export function unattendedLong(state: State, event: EventOf<'timer.fired'>): Decision {
  const { video } = state
  if (video.phase !== 'open' || clockOf(video) !== event.of) return unchanged(state)
  const { roomSid } = video
  const out = supervisorsIn(video).map(
    ({ participantSid }): Effect => ({ type: 'participant.remove', roomSid, participantSid }),
  )
  return { state, effects: out }
}

/** Returns the supervisor behind an event from Twilio or a page, which only has an identity of ours. */
export function supervisorBehind({ video }: State, event: Event): string | undefined {
  const identity = 'identity' in event ? event.identity : undefined
  if (video.phase === 'idle' || identity === undefined) return undefined
  return video.supervisors[identity]?.workerSid
}

const isAttended = ({ participants }: Phase<'open'>) =>
  isHere(participants, 'customer') || isHere(participants, 'agent')

const supervisorsIn = ({ participants }: Phase<'open'>): readonly Participant[] =>
  participants.filter((each) => !isSide(each) && each.until === undefined)

/** The timer's name, from when the supervisors were left alone; undefined while they are not. */
function clockOf(video: Video): string | undefined {
  if (video.phase !== 'open' || isAttended(video)) return undefined
  const here = supervisorsIn(video)
  if (here.length === 0) return undefined
  const left = video.participants.filter(isSide).map(({ from, until, outAt }) => outAt ?? until ?? from)
  return `${video.id}-${Math.max(...left, ...here.map(({ from }) => from))}`
}
