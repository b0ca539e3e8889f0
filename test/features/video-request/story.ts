import type { Assignment } from '../../../src/core/facts.ts'
import { decide } from '../../../src/features/video-request/decide.ts'
import { type Decision, type Event, initial, type State } from '../../../src/features/video-request/model.ts'
import { requestId } from '../../../src/features/video-request/names.ts'
import { anAssignment, conversationSid, sid } from '../../support/an-assignment.ts'

export const start = 1_790_000_000_000
export const minutes = (n: number) => start + n * 60_000
export const id = requestId(conversationSid, start)
export const ada: Assignment = anAssignment()
export const ben: Assignment = anAssignment({
  taskSid: sid('WT', 2),
  reservationSid: sid('WR', 2),
  workerSid: sid('WK', 2),
  identity: 'ben',
})

const head = (name: string, at: number) => ({ id: `${name}-${at}`, key: conversationSid, at: minutes(at) })

/** Times in minutes. A customer on a phone has no identity. */
export const asked = (at = 0, identity?: string): Event => ({
  ...head(`asked-${identity}`, at),
  type: 'video-request.received',
  role: 'customer',
  ...(identity && { identity }),
})
export const opened = (assignment = ada, at = -1): Event => ({
  ...head(`opened-${assignment.reservationSid}`, at),
  type: 'assignment.opened',
  assignment,
})
export const closed = ({ taskSid, reservationSid }: Assignment = ada, at = 30): Event => ({
  ...head(`closed-${reservationSid}`, at),
  type: 'assignment.closed',
  taskSid,
  reservationSid,
  how: 'reservation.wrapup',
})
/** Typed in the chat. */
export const typedVideo = (at: number, identity = ada.identity): Event => ({
  ...head(`typed-${identity}`, at),
  type: 'command.given',
  command: { type: 'video.start' },
  by: { identity },
})
export const pressedVideo = (at: number): Event => ({
  ...head('pressed', at),
  type: 'command.given',
  command: { type: 'video.start' },
  by: { workerSid: ada.workerSid },
})
export const declined = (at: number, { workerSid } = ada): Event => ({
  ...head(`declined-${workerSid}`, at),
  type: 'command.given',
  command: { type: 'video-request.decline' },
  by: { workerSid },
})
export const roomOver = (at: number): Event => ({
  ...head('room', at),
  type: 'room.ended',
  roomSid: sid('RM', 1),
  roomName: 'esc',
})
export const conversationOver = (at: number): Event => ({ ...head('over', at), type: 'conversation.closed' })
export const hourOver = (askedAt = 0): Event => ({
  ...head('timer', askedAt + 60),
  type: 'timer.fired',
  timer: 'request',
  of: id,
  askedAt: minutes(askedAt),
})

/** Decides events one after the other. @returns the last decision, with the effects of all */
export const tell = (events: readonly Event[], before: State = initial): Decision =>
  events.reduce<Decision>(
    ({ state, effects }, event) => {
      const next = decide(state, event)
      return { ...next, effects: [...effects, ...next.effects] }
    },
    { state: before, effects: [] },
  )
