import type { Assignment } from '../../../src/core/facts.ts'
import type { Outcome } from '../../../src/core/feature.ts'
import { decideWith } from '../../../src/features/video-escalation/decide.ts'
import type { Effect, Event, Settings } from '../../../src/features/video-escalation/model.ts'
import { event, initial, state } from '../../../src/features/video-escalation/model.ts'
import { createPlay } from '../../support/shuffled/play.ts'
import { conversationSid, settings } from './story.ts'

/** A Twilio in a few lines: rooms by SID, open or not. All requests succeed, and timers fire. */
function aTwilio(invited: readonly Assignment[]) {
  const rooms = new Map<string, boolean>()
  const [asked, over] = [new Set<string>(), new Set<string>()]
  const happen = (fact: Event) => {
    if (fact.type === 'room.ended') rooms.set(fact.roomSid, false)
    if (fact.type === 'assignment.closed') over.add(fact.taskSid)
  }
  const perform = (effect: Effect): Outcome<Event> | undefined => {
    switch (effect.type) {
      case 'room.create': {
        const { roomName } = effect
        const roomSid = `RM-${roomName}`
        rooms.set(roomSid, rooms.get(roomSid) ?? true)
        return { type: 'room.created', roomName, roomSid }
      }
      case 'room.close':
        rooms.set(effect.roomSid, false)
        return { type: 'room.closed', roomSid: effect.roomSid }
      case 'invite.post':
        return { type: 'invite.posted', escalationId: effect.escalationId }
      case 'task.annotate':
        return { type: 'task.annotated', escalationId: effect.escalationId }
      case 'invited.find': {
        const { taskSid, closedAt, round } = effect
        const live = invited.filter((each) => each.taskSid !== taskSid && !over.has(each.taskSid))
        // Asked a second time, Twilio says that they have accepted.
        const assignments = live.filter((each) => asked.has(each.taskSid))
        const ringing = live.map((each) => each.taskSid).filter((each) => !asked.has(each))
        for (const each of ringing) asked.add(each)
        return { type: 'invited.found', closedAt, round, ringing, assignments }
      }
      case 'assignments.find':
        return { type: 'assignments.found', assignments: [] }
      case 'timer.wait':
        // A link is valid for longer than any of the stories takes.
        return effect.timer === 'link' ? undefined : { type: 'timer.fired', timer: effect.timer, of: effect.of }
      default:
        return undefined
    }
  }
  return { rooms, happen, perform, open: () => [...rooms.keys()].filter((each) => rooms.get(each)) }
}

/** @param invited agents whom others have invited into the conversation's channel */
export const createVideoPlay = (changes: Partial<Settings> = {}, invited: readonly Assignment[] = []) =>
  createPlay({
    decide: decideWith({ ...settings, ...changes }),
    model: { state, event },
    initial,
    key: conversationSid,
    twilio: () => aTwilio(invited),
  })
