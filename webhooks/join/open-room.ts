import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { conversationOrRefuse, type Escalations } from '../escalations.ts'
import { Refused } from '../problem.ts'
import type { Visitor } from './visitor.ts'

/**
 * How long (ms) a request for a seat waits for a new room before it must be repeated; Twilio needs a fraction of a
 * second.
 */
const patienceMs = 1_500
const pauseMs = 75

export type Asked = { readonly device: string; readonly takesOver: boolean; readonly consents: boolean }

/**
 * Requests a seat for a visitor with the right to it, and returns its room, a new one if Twilio closed an idle room.
 *
 * @throws Refused 410 if the video is over, 403 for an agent without an assignment, 409 if the seat is in use or the
 *   agent in another video, 428 without a required consent, 425 if the agent or the room is not there yet
 */
export async function openRoom(
  escalations: Escalations,
  visitor: Visitor,
  asked: Asked,
): Promise<{ readonly roomSid: string }> {
  const { escalationId, identity, role } = visitor
  const key = conversationOrRefuse(escalationId)
  const [id, at] = [`seat-${randomUUID()}`, Date.now()]
  const who = { escalationId, identity, role, ...(visitor.role !== 'customer' && { workerSid: visitor.workerSid }) }
  let state = await escalations.decide({ type: 'seat.requested', id, key, at, ...who, ...asked })
  const deadline = performance.now() + patienceMs
  while (state.video.phase === 'opening' && performance.now() < deadline) {
    await pause(pauseMs)
    state = await escalations.ofConversation(key)
  }
  if (state.video.phase === 'open') return { roomSid: state.video.roomSid }
  if (state.video.phase === 'opening')
    throw new Refused(425, 'room-not-ready', 'The room is being prepared. Please try again.', true)
  throw new Refused(410, 'ended', 'This video has ended.')
}
