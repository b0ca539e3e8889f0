import type { DeadEnd, Decision, Journey } from './model.ts'
import { askForSeat, show } from './moves.ts'

const dead = (journey: Journey, why: DeadEnd): Decision =>
  show({ ...journey, isWanting: false }, { is: 'dead', why }, { type: 'media.stop' })

/** Pause (ms) before the server is asked once more where it said "not yet". */
const again = 1_000

type Refusal = { readonly code: string; readonly retryable: boolean; readonly at: number }

/** Why the server gave no seat → where that leads. */
export function afterRefusedSeat(journey: Journey, { code, retryable, at }: Refusal): Decision {
  const { screen } = journey
  switch (code) {
    case 'agent-not-here':
      return show(
        journey,
        { is: 'waiting', since: screen.is === 'waiting' ? screen.since : at },
        { type: 'step.tell', step: 'waiting' },
      )
    case 'seat-taken':
      return show(journey, { is: 'move' })
    case 'consent-needed':
      return show({ ...journey, notice: code }, { is: 'choose' })
    case 'expired':
    case 'revoked':
    case 'ended':
    case 'removed':
    case 'handed-over':
      return dead(journey, code)
    case 'unknown-link':
      return dead(journey, 'unknown')
    default:
      return retryable ? askForSeat(journey, { after: again }) : dead(journey, 'failed')
  }
}

/** Twilio's reasons for not letting somebody in (https://www.twilio.com/docs/api/errors). */
export function afterRefusedRoom(journey: Journey, code: number | undefined): Decision {
  switch (code) {
    case 20104: // the token expired between seat and room: a new seat has a new one
    case 53106: // the room ended in that moment: a new seat has a new room
    case 53118:
      return askForSeat(journey, { after: again })
    case 53105:
      return dead(journey, 'full')
    case 53205:
      return dead(journey, 'elsewhere')
    case 53000:
    case 53001:
    case 53006:
    case 53405:
      return dead(journey, 'connection')
    default:
      return dead(journey, 'failed')
  }
}

/** Why the SDK says the call is over → where that leads. */
export function afterRoom(journey: Journey, code: number | undefined): Decision {
  // However the room let them go: whoever handed the call over, or has a link that was replaced, has no part in it any more.
  const link = journey.server?.link
  if (link === 'handed-over' || link === 'revoked') return dead(journey, link)
  switch (code) {
    case 20104: // only a reconnect looks at the token again: the seat is renewed and the call goes on
      return askForSeat(journey)
    case 53118:
      return dead(journey, journey.server?.why === 'left-alone' ? 'agent-gone' : 'ended')
    case 53205:
      return dead(journey, 'elsewhere')
    case 53216:
      return dead(journey, 'time-up')
    case undefined:
      return dead(journey, 'removed')
    default:
      return dead(journey, 'connection')
  }
}
