import type { Fact } from '../../core/facts.ts'
import { nextOf } from '../../engine/next-of.ts'
import type { RoomInProgress } from '../../twilio/port.ts'
import type { ReconcileDeps, Reconciler } from '../reconciling.ts'
import { type State, state as stateSchema } from './model.ts'
import { conversationOf, feature, roomName } from './names.ts'
import { isAsObserved, roomObserved } from './observe.ts'

/**
 * Rooms read per pass. Twilio allows 80 reads a second in total, and a room's participants take one read, so the next
 * pass goes on from there. Everything else comes in pages of a thousand and is compared in every pass.
 */
const roomsPerPass = 150

/**
 * Makes one pass: webhooks are faster, but this is certain. Differences become ordinary facts.
 * 1. our rooms in progress that no live escalation needs
 * 2. live escalations whose room Twilio no longer has, or whose task is over
 * 3. the participants of the rooms, some rooms in turn
 *
 * The facts of a room or record are accepted at once: they wait for no other item, and no other item's problem undoes
 * them.
 */
function createReconciler(deps: ReconcileDeps): () => Promise<void> {
  const { twilio, store, periodicTask, now, accepted } = deps
  let cursor = 0

  return async () => {
    // If Twilio does not return one list, the other still counts: a closed task ends its room.
    const [listed, openTasks] = await Promise.all([
      periodicTask.first('list of rooms', () => twilio.roomsInProgress()),
      periodicTask.first('list of tasks', () => twilio.openTasks()),
    ])
    const keys = (await periodicTask.first('list of records', () => store.live(feature))) ?? []
    const inProgress = listed && new Set(listed.map((room) => room.roomSid))
    const known = await periodicTask.each(
      listed ?? [],
      // A name of its own: a problem here does not mean that the room itself cannot be read.
      (room) => `record of ${room.roomSid}`,
      async (room) => ({ room, state: await stateOf(conversationOf(room.roomName)) }),
    )
    const needed = known.filter(({ room, state }) => isNeeded(room, state))
    const turn = nextOf(needed, roomsPerPass, cursor)
    cursor += turn.length
    const look = ({ room, state }: Known) => seen(room, state).then(accepted)
    const nameOf = ({ room }: Known) => room.roomSid
    const idle = known.filter(({ room, state }) => !isNeeded(room, state))
    await periodicTask.each(idle, nameOf, look)
    await periodicTask.each(
      keys,
      (key) => key,
      (key) => liveFacts(key, inProgress, openTasks).then(accepted),
    )
    await periodicTask.each(turn, nameOf, look)
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
    // Without any record Redis lost it. That must not disconnect the participants; Twilio's own limits hold.
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
    // Twilio's list may predate the record, so a new room can be missing from it. Check this room directly.
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

export const reconciler: Reconciler = { feature, task: 'rooms', create: createReconciler }
