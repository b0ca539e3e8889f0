import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { conversationOrRefuse, type Escalations } from './escalations.ts'
import { Refused } from './problem.ts'

/** Making a room takes Twilio a fraction of a second. Who wants a seat waits this long before being asked to come back. */
const patienceMs = 1_500
const pauseMs = 75

/**
 * The room of an escalation for somebody with a right to a seat, made anew where Twilio closed an idle one.
 * @throws Refused 410 when it is over, 409 when the agent is in another video, 425 when the room is not there yet
 */
export async function openRoom(
  escalations: Escalations,
  asked: { readonly escalationId: string; readonly role: 'customer' | 'agent' },
): Promise<{ readonly roomSid: string }> {
  const key = conversationOrRefuse(asked.escalationId)
  const before = await escalations.ofConversation(key)
  const isThere = before.video.phase === 'open' && before.video.id === asked.escalationId
  let state = isThere
    ? before
    : await escalations.decide({ ...asked, type: 'seat.asked', id: `seat-${randomUUID()}`, key, at: Date.now() })
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
