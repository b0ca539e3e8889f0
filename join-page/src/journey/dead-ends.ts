import { comeBack } from './coming-back.ts'
import type { DeadEnd, Decision, Journey } from './model.ts'
import { askForSeat, show, stop } from './moves.ts'

const dead = (journey: Journey, why: DeadEnd): Decision => stop(journey, { is: 'dead', why }, { type: 'media.stop' })

/** Pause (ms) before the next request after a temporary refusal. */
const soon = 1_000

const again = (journey: Journey, after: 'room' | 'try'): Decision =>
  comeBack(journey, after) ?? dead(journey, 'connection')

type Refusal = { readonly code: string; readonly retryable: boolean; readonly at: number }

/** Maps the server's refusal of a seat to the next screen. */
export function afterRefusedSeat(journey: Journey, { code, retryable, at }: Refusal): Decision {
  const { screen } = journey
  switch (code) {
    case 'agent-not-here':
      return show(
        { ...journey, tries: 0 },
        { is: 'waiting', since: screen.is === 'waiting' ? screen.since : at },
        { type: 'step.report', step: 'waiting' },
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
      if (!retryable) return dead(journey, 'failed')
      return journey.tries > 0 ? again(journey, 'try') : askForSeat(journey, { after: soon })
  }
}

/** Maps Twilio's refusal of a room (https://www.twilio.com/docs/api/errors) to the next screen. */
export function afterRefusedRoom(journey: Journey, code: number | undefined): Decision {
  switch (code) {
    case 20104: // the token expired between seat and room: a new seat has a new one
    case 53106: // the room ended in that moment: a new seat has a new room
    case 53118:
      return askForSeat(journey, { after: soon })
    case 53105:
      return dead(journey, 'full')
    case 53205:
      return dead(journey, 'elsewhere')
    case 53000:
    case 53001:
    case 53006:
    case 53405:
      // A first attempt shows what is wrong; a participant who is coming back needs to do nothing.
      return journey.tries > 0 ? again(journey, 'try') : dead(journey, 'connection')
    default:
      return dead(journey, 'failed')
  }
}

/** Maps the SDK's reason for the end of the call to the next screen. */
export function afterRoom(journey: Journey, code: number | undefined): Decision {
  // Whatever the reason, a participant who handed the call over, or whose link was replaced, may not return.
  const link = journey.server?.link
  if (link === 'handed-over' || link === 'revoked') return dead(journey, link)
  switch (code) {
    case 20104: // Twilio checks the token again only on a reconnect: with a new seat the call goes on
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
      // A break longer than the SDK's own 30 s: a tunnel, a phone that froze the page, a laptop that slept.
      return again(journey, 'room')
  }
}
