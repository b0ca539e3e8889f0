import type { Fact } from '../src/core/facts.ts'
import type { Accept } from '../src/engine/accept.ts'
import type { Note } from '../src/engine/handle.ts'
import type { Store } from '../src/engine/store.ts'
import { state as stateSchema } from '../src/features/video-escalation/model.ts'
import { conversationOf, roomName } from '../src/features/video-escalation/names.ts'
import { isAsObserved, roomObserved } from '../src/features/video-escalation/observe.ts'
import type { RoomInProgress, Twilio } from '../src/twilio/port.ts'

export type ReconcileDeps = {
  readonly twilio: Twilio
  readonly store: Store
  readonly accept: Accept
  readonly note: Note
  readonly now: () => number
}

const feature = 'video-escalation'

/**
 * One pass: webhooks are a faster way to know, this is the sure one. Differences become facts like any other.
 * 1. our rooms in progress: whoever is in them, and whether anybody still needs them
 * 2. live escalations whose room Twilio no longer has
 * 3. live escalations whose task is over
 */
export async function reconcile(deps: ReconcileDeps): Promise<readonly Fact[]> {
  const [rooms, live, openTasks] = await Promise.all([
    deps.twilio.roomsInProgress(),
    deps.store.live(feature),
    deps.twilio.openTasks(),
  ])
  const found: Fact[] = []
  for (const room of rooms) found.push(...(await roomFacts(room, deps)))
  const inProgress = new Set(rooms.map((room) => room.roomSid))
  for (const key of live) found.push(...(await liveFacts(key, inProgress, openTasks, deps)))
  await deps.accept(found)
  for (const { type, key } of found) deps.note({ feature, type, key }, 'reconciled')
  return found
}

async function roomFacts(room: RoomInProgress, { twilio, store, now }: ReconcileDeps): Promise<readonly Fact[]> {
  const conversationSid = conversationOf(room.roomName)
  if (!conversationSid) return []
  const at = now()
  const [people, saved] = await Promise.all([
    twilio.participants(room.roomSid),
    store.load({ feature, key: conversationSid }),
  ])
  // No record at all means that Redis lost it. People in a call are not thrown out for that; Twilio's own limits hold.
  if (!saved && people.length > 0) return []
  const observed = { conversationSid, at, room, people }
  if (saved && isAsObserved(stateSchema.parse(saved.state), observed)) return []
  return [roomObserved(room, observed)]
}

async function liveFacts(
  key: string,
  inProgress: ReadonlySet<string>,
  openTasks: ReadonlySet<string>,
  { twilio, store, now }: ReconcileDeps,
): Promise<readonly Fact[]> {
  const saved = await store.load({ feature, key })
  const { video, desks } = stateSchema.parse(saved?.state)
  if (video.phase === 'idle') return []
  const facts: Fact[] = []
  const roomSid = 'roomSid' in video ? video.roomSid : undefined
  // The list was read before the record, so a young room may be missing from it: ask for this one.
  if (roomSid && !inProgress.has(roomSid) && !(await twilio.isRoomInProgress(roomSid))) {
    facts.push({
      type: 'room.ended',
      id: `gone-${roomSid}`,
      key,
      at: now(),
      roomSid,
      roomName: roomName(video.id, video.generation),
    })
  }
  for (const taskSid of new Set([video.taskSid, ...desks.map((desk) => desk.taskSid)])) {
    if (openTasks.has(taskSid) || (await twilio.findTask(taskSid))?.isOpen) continue
    facts.push({ type: 'desk.closed', id: `over-${taskSid}`, key, at: now(), taskSid, how: 'found closed' })
  }
  return facts
}
