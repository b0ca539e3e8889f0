import { until } from '../until.ts'
import type { Invited } from './opening.ts'
import { expectStatus, expectThat, type Scene } from './scene.ts'

/** Checks the end: the room is completed, the outcome is on the task, and the link is dead. */
export async function leavesNothingOpen(
  { seen, saying, room }: Pick<Scene, 'seen' | 'saying' | 'room'>,
  invited: Pick<Invited, 'link' | 'taskSid' | 'roomSid' | 'escalationId'>,
): Promise<void> {
  const { link, taskSid, roomSid, escalationId } = invited
  await until('the room is completed', async () => (await room(roomSid)).status === 'completed')
  seen('room.completed', { roomSid })

  const outcome = await saying('ended', taskSid)
  expectThat('the outcome says that they met', outcome.joined === true)
  seen('outcome.written', { taskSid, joined: outcome.joined, seconds: outcome.seconds })

  expectStatus('the link is dead', 410, await fetch(link))
  seen('link.dead', { escalationId })
}
