import { afterRefusedRoom, afterRefusedSeat, afterRoom } from './dead-ends.ts'
import type { Decision, Event, Journey } from './model.ts'
import { askForSeat, leave, show, stay } from './moves.ts'
import { serverTold } from './server-told.ts'

/** Every rule of the page begins here: what is shown, and what is done about it. Pure. */
export function decide(journey: Journey, event: Event): Decision {
  const { screen } = journey
  const isJoining = screen.is === 'joining' || screen.is === 'waiting'
  switch (event.type) {
    case 'server.told':
      return serverTold({ ...journey, server: event.state }, event.state)
    case 'server.unknown':
      return show(journey, { is: 'dead', why: 'unknown' }, { type: 'media.stop' })
    case 'line.connected':
      return lineConnected(journey)
    case 'gate.passed':
      return screen.is === 'gate' ? show(journey, { is: 'welcome' }) : stay(journey)
    case 'welcome.passed':
      return screen.is === 'welcome' ? show(journey, { is: 'choose' }, { type: 'room.prefetch' }) : stay(journey)
    case 'join.pressed':
      // A double click finds the first one's screen.
      return screen.is === 'choose' ? askForSeat({ ...journey, isConsenting: event.isConsenting }) : stay(journey)
    case 'move.pressed':
      return screen.is === 'move' || (screen.is === 'dead' && screen.why === 'elsewhere')
        ? askForSeat(journey, { takeOver: true, isBack: true })
        : stay(journey)
    case 'rejoin.pressed':
      return screen.is === 'left' || screen.is === 'dead' ? askForSeat(journey, { isBack: true }) : stay(journey)
    case 'seat.given':
      return isJoining
        ? show({ ...journey, isAsking: false }, { is: 'joining' }, { type: 'room.enter', seat: event.seat })
        : stay({ ...journey, isAsking: false })
    case 'seat.refused':
      return isJoining
        ? afterRefusedSeat({ ...journey, isAsking: false }, event)
        : stay({ ...journey, isAsking: false })
    case 'room.joined':
      return screen.is === 'joining'
        ? show({ ...journey, hasJoined: true }, { is: 'room' }, { type: 'step.tell', step: 'joined' })
        : { journey, effects: [{ type: 'room.leave' }] }
    case 'room.refused':
      return screen.is === 'joining' ? afterRefusedRoom(journey, event.code) : stay(journey)
    case 'room.left':
      return screen.is === 'room' ? afterRoom(journey, event.code) : stay(journey)
    case 'leave.pressed':
      return leave(journey)
    case 'notice.shown':
      return stay({ ...journey, notice: undefined })
  }
}

/** While the line was away the server may have taken us for gone. */
function lineConnected(journey: Journey): Decision {
  const { screen, isAsking } = journey
  if (screen.is === 'room') return { journey, effects: [{ type: 'step.tell', step: 'joined' }] }
  return screen.is === 'waiting' && !isAsking ? askForSeat(journey) : stay(journey)
}
