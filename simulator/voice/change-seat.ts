import type { Cloud } from '../cloud/cloud.ts'
import { sendSeatEvent } from './conference-events.ts'
import type { Call, Seat } from './model.ts'

export interface SeatChange {
  readonly muted?: boolean | undefined
  readonly hold?: boolean | undefined
  readonly endConferenceOnExit?: boolean | undefined
  /** The leg to coach; null: stop coaching. */
  readonly coaches?: Call | null | undefined
}

/** Applies a REST update after the lag. Reads show it only then. */
export function changeSeatLater(cloud: Cloud, seat: Seat, change: SeatChange): void {
  const lag = cloud.voice.settings.updateLagMs
  if (lag === 0) changeSeat(cloud, seat, change)
  else cloud.clock.after(lag, () => changeSeat(cloud, seat, change))
}

/**
 * Changes a participant's settings. `endConferenceOnExit` of a participant on hold cannot be changed: Twilio ignores
 * the change without an error (reported by users of its dialpad plugin).
 */
export function changeSeat(cloud: Cloud, seat: Seat, change: SeatChange): void {
  if (seat.call.seat !== seat) return
  const { muted = seat.muted, hold = seat.hold, coaches = seat.coaches } = change
  const wanted = change.endConferenceOnExit ?? seat.endConferenceOnExit
  const endConferenceOnExit = seat.hold ? seat.endConferenceOnExit : wanted
  const events = [
    ...(muted === seat.muted ? [] : [muted ? 'participant-mute' : 'participant-unmute']),
    ...(hold === seat.hold ? [] : [hold ? 'participant-hold' : 'participant-unhold']),
    ...(endConferenceOnExit === seat.endConferenceOnExit && coaches === seat.coaches ? [] : ['participant-modify']),
  ]
  if (events.length === 0) return
  Object.assign(seat, { muted, hold, coaches, endConferenceOnExit, updatedAt: cloud.clock.now() })
  const detail = { conferenceSid: seat.conference.sid, muted, hold, endConferenceOnExit }
  cloud.journal.change('conference-participant.changed', seat.call.sid, detail)
  for (const event of events) sendSeatEvent(cloud, seat, event)
}
