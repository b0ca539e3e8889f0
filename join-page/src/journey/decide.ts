import { afterRefusedRoom, afterRefusedSeat, afterRoom } from './dead-ends.ts'
import type { Decision, Event, Journey } from './model.ts'
import { askForSeat, leave, show, stay, stop, tooLate } from './moves.ts'
import { personSeen, stateReceived } from './state-received.ts'

/** Decides on every event: the next screen and the effects. Pure. */
export function decide(journey: Journey, event: Event): Decision {
  const { screen } = journey
  switch (event.type) {
    case 'state.received':
      return stateReceived({ ...journey, server: event.state }, event.state)
    case 'link.unknown':
      return stop(journey, { is: 'dead', why: 'unknown' }, { type: 'media.stop' })
    case 'stream.connected':
      return lineConnected(journey, event.isBack)
    case 'person.seen':
      return personSeen(journey)
    case 'gate.passed':
      return screen.is === 'gate' ? show(journey, { is: 'welcome' }) : stay(journey)
    case 'welcome.passed':
      return screen.is === 'welcome' ? show(journey, { is: 'choose' }, { type: 'room.prefetch' }) : stay(journey)
    case 'join.pressed':
      // The second press of a double click has no effect, because the screen has changed already.
      return screen.is === 'choose' ? askForSeat({ ...journey, isConsenting: event.isConsenting }) : stay(journey)
    case 'move.pressed':
      return screen.is === 'move' || (screen.is === 'dead' && screen.why === 'elsewhere')
        ? askForSeat(journey, { takeOver: true, isBack: true })
        : stay(journey)
    case 'rejoin.pressed':
      return screen.is === 'left' || screen.is === 'dead' ? askForSeat(journey, { isBack: true }) : stay(journey)
    case 'seat.given':
      if (!isAwaited(journey, event.n)) return tooLate(journey)
      return show({ ...journey, isAsking: false }, { is: 'joining' }, { type: 'room.enter', seat: event.seat })
    case 'seat.refused':
      if (!isAwaited(journey, event.n)) return tooLate(journey)
      return afterRefusedSeat({ ...journey, isAsking: false }, event)
    case 'room.joined':
      return screen.is === 'joining' && !journey.isAsking
        ? show({ ...journey, hasJoined: true }, { is: 'room' }, { type: 'step.report', step: 'joined' })
        : { journey, effects: [{ type: 'room.leave' }] }
    case 'room.held':
      return stay({ ...journey, tries: 0 })
    case 'room.refused':
      return screen.is === 'joining' && !journey.isAsking ? afterRefusedRoom(journey, event.code) : stay(journey)
    case 'room.left':
      return screen.is === 'room' ? afterRoom(journey, event.code) : stay(journey)
    case 'leave.pressed':
      return leave(journey)
    case 'notice.shown':
      return stay({ ...journey, notice: undefined })
  }
}

/** Whether an answer belongs to the open request. A request is only open on the screens "joining" and "waiting". */
const isAwaited = ({ isAsking, askings }: Journey, n: number): boolean => isAsking && n === askings

/**
 * Reports the readiness step again, because the server may have treated the page as gone while it was disconnected. A
 * dead end has no step, and a waiting room requests its seat again.
 */
function lineConnected(journey: Journey, isBack: boolean): Decision {
  const { screen, isAsking } = journey
  if (screen.is === 'waiting' && !isAsking) return askForSeat(journey)
  if (screen.is === 'loading' || screen.is === 'dead') return stay(journey)
  return { journey, effects: [{ type: 'step.report-again', isForgotten: isBack }] }
}
