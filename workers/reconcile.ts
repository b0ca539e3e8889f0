import type { Fact } from '../src/core/facts.ts'
import type { Accept } from '../src/engine/accept.ts'
import type { Duty } from '../src/engine/duty.ts'
import type { Note } from '../src/engine/handle.ts'
import type { Store } from '../src/engine/store.ts'
import {
  conversationOf,
  feature,
  isAsObserved,
  roomName,
  roomObserved,
  type State,
  state as stateSchema,
} from '../src/features/video-escalation/contract.ts'
import type { RoomInProgress, Twilio } from '../src/twilio/port.ts'
import { createAccepted } from './accepted.ts'
import { nextOf } from './next-of.ts'

export type ReconcileDeps = {
  readonly twilio: Twilio
  readonly store: Store
  readonly accept: Accept
  readonly note: Note
  readonly duty: Duty
  readonly now: () => number
}

/**
 * Twilio allows 80 reads a second for everything. Who is in a room takes one read a room, so a pass asks for this many
 * and the next pass goes on from there. Everything else comes in pages of a thousand and is compared in every pass.
 */
const roomsAskedAPass = 150

/**
 * One pass: webhooks are a faster way to know, this is the sure one. Differences become facts like any other.
 * 1. our rooms in progress that no live escalation needs
 * 2. live escalations whose room Twilio no longer has, or whose task is over
 * 3. who is in the rooms, some of them in turn
 *
 * What is found of a room or a record is accepted at once: it waits for no other, and no other's trouble undoes it.
 */
export function createReconciler(deps: ReconcileDeps): () => Promise<void> {
  const { twilio, store, duty, now } = deps
  const accepted = createAccepted(deps, feature)
  let asked = 0

  return async () => {
    // Where Twilio will not show one list, what the other tells still counts: a closed task ends its room.
    const [listed, openTasks] = await Promise.all([
      duty.first('list of rooms', () => twilio.roomsInProgress()),
      duty.first('list of tasks', () => twilio.openTasks()),
    ])
    const keys = (await duty.first('list of records', () => store.live(feature))) ?? []
    const inProgress = listed && new Set(listed.map((room) => room.roomSid))
    const known = await duty.each(
      listed ?? [],
      // Under a name of its own: what is read here says nothing of whether the room can be looked into.
      (room) => `record of ${room.roomSid}`,
      async (room) => ({ room, state: await stateOf(conversationOf(room.roomName)) }),
    )
    const needed = known.filter(({ room, state }) => isNeeded(room, state))
    const turn = nextOf(needed, roomsAskedAPass, asked)
    asked += turn.length
    const look = ({ room, state }: Known) => seen(room, state).then(accepted)
    const nameOf = ({ room }: Known) => room.roomSid
    const idle = known.filter(({ room, state }) => !isNeeded(room, state))
    await duty.each(idle, nameOf, look)
    await duty.each(
      keys,
      (key) => key,
      (key) => liveFacts(key, inProgress, openTasks).then(accepted),
    )
    await duty.each(turn, nameOf, look)
  }

  async function stateOf(key: string | undefined): Promise<State | undefined> {
    const saved = key && (await store.load({ feature, key }))
    return saved ? stateSchema.parse(saved.state) : undefined
  }

  async function seen(room: RoomInProgress, state: State | undefined): Promise<readonly Fact[]> {
    const conversationSid = conversationOf(room.roomName)
    if (!conversationSid) return []
    const at = now()
    const participants = await twilio.participants(room.roomSid)
    // No record at all means that Redis lost it. People in a call are not thrown out for that; Twilio's own limits hold.
    if (!state && participants.length > 0) return []
    const observed = { conversationSid, at, room, participants }
    return state && isAsObserved(state, observed) ? [] : [roomObserved(room, observed)]
  }

  async function liveFacts(
    key: string,
    inProgress: ReadonlySet<string> | undefined,
    openTasks: ReadonlySet<string> | undefined,
  ): Promise<readonly Fact[]> {
    const state = await stateOf(key)
    if (!state || state.video.phase === 'idle') return []
    const { video, assignments } = state
    const facts: Fact[] = []
    const roomSid = 'roomSid' in video ? video.roomSid : undefined
    // The list was read before the record, so a young room may be missing from it: ask for this one.
    if (roomSid && inProgress && !inProgress.has(roomSid) && !(await twilio.isRoomInProgress(roomSid))) {
      const name = roomName(video.id, video.generation)
      facts.push({ type: 'room.ended', id: `gone-${roomSid}`, key, at: now(), roomSid, roomName: name })
    }
    if (!openTasks) return facts
    for (const taskSid of new Set([video.taskSid, ...assignments.map((assignment) => assignment.taskSid)])) {
      if (openTasks.has(taskSid) || (await twilio.findTask(taskSid))?.isOpen) continue
      facts.push({ type: 'assignment.closed', id: `over-${taskSid}`, key, at: now(), taskSid, how: 'found closed' })
    }
    return facts
  }
}

type Known = { readonly room: RoomInProgress; readonly state: State | undefined }

const isNeeded = ({ roomSid }: RoomInProgress, state: State | undefined) =>
  state?.video.phase === 'open' && state.video.roomSid === roomSid
