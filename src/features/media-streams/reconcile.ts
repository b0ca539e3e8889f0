import type { Config } from '../../config.ts'
import type { Fact } from '../../core/facts.ts'
import { nextOf } from '../../engine/next-of.ts'
import type { Twilio } from '../../twilio/port.ts'
import type { ReconcileDeps, Reconciler } from '../reconciling.ts'
import { isAsSeen } from './as-seen.ts'
import { foundAssignment } from './found-assignment.ts'
import { type State, state as stateSchema } from './model.ts'
import { feature } from './names.ts'

/** Calls compared per pass: each takes some six reads, and Twilio has a quota. The next pass goes on from there. */
const callsPerPass = 100

type Assignments = Awaited<ReturnType<Twilio['callAssignmentsOf']>>

/**
 * Makes one pass over the calls that have streams, in turn: webhooks are faster, but this is certain. Compares who is
 * on the call for TaskRouter, whether its task is open, where the customer's leg is, and whose leaving would end the
 * conference. Differences become facts. A call with agents but no record had no event that reached us, or Redis lost
 * its record.
 */
function createReconciler(deps: ReconcileDeps, calls: Config['MEDIA_STREAMS']): () => Promise<void> {
  const { twilio, store, periodicTask, now, accepted } = deps
  let cursor = 0

  return async () => {
    const keys = (await periodicTask.first('list of records', () => store.live(feature))) ?? []
    const unrecorded =
      calls === 'off' ? [] : ((await periodicTask.first('list of calls', () => unrecordedOf(keys))) ?? [])
    const turn = nextOf(keys, callsPerPass, cursor)
    cursor += turn.length
    await periodicTask.each(
      turn,
      (key) => key,
      (key) => compared(key).then(accepted),
    )
    await periodicTask.each(
      unrecorded.slice(0, callsPerPass),
      (key) => key,
      (key) => found(key).then(accepted),
    )
  }

  /** Finds a call without a record. If it has no agent left, a look shows whether anybody is there. */
  async function found(key: string): Promise<readonly Fact[]> {
    const assignments = await twilio.callAssignmentsOf(key)
    return assignments.length > 0
      ? assignments.map((assignment) => foundAssignment(key, assignment))
      : [dueFact(key, now())]
  }

  /** Returns the agents' calls for which no record knows an agent. */
  async function unrecordedOf(keys: readonly string[]): Promise<readonly string[]> {
    const known = new Set(keys)
    const open = (await twilio.openCalls()).filter(({ direction }) => calls === 'all' || direction === 'inbound')
    const unlisted = open.map(({ taskSid }) => taskSid).filter((taskSid) => !known.has(taskSid))
    const states = await Promise.all(unlisted.map(async (key) => ({ key, state: await stateOf(key) })))
    return states.filter(({ state }) => !state || state.agents === 0).map(({ key }) => key)
  }

  async function stateOf(key: string): Promise<State | undefined> {
    const saved = await store.load({ feature, key })
    return saved && stateSchema.parse(saved.state)
  }

  async function compared(key: string): Promise<readonly Fact[]> {
    const state = await stateOf(key)
    if (!state) return []
    const { callSid } = state
    const expected = state.assignments.map(({ reservationSid }) => reservationSid)
    const [read, task, assignments] = await Promise.all([
      twilio.readCall({ taskSid: key, callSid }),
      twilio.findTask(key),
      twilio.callAssignmentsOf(key, expected),
    ])
    const facts = task?.isOpen || state.isTaskOver ? differences(key, state, assignments) : [overAt(key, now())]
    if (isAsSeen(state, read, now())) return facts
    return [...facts, dueFact(key, now())]
  }

  function differences(key: string, state: State, assignments: Assignments): readonly Fact[] {
    const come = assignments.filter(
      ({ reservationSid }) =>
        !state.closed.includes(reservationSid) &&
        !state.assignments.some((each) => each.reservationSid === reservationSid),
    )
    const gone = state.assignments.filter(
      (assignment) => !assignments.some(({ reservationSid }) => reservationSid === assignment.reservationSid),
    )
    return [
      ...come.map((assignment) => foundAssignment(key, assignment)),
      ...gone.map(({ reservationSid, direction }): Fact => {
        const head = { id: `gone-${reservationSid}`, key, at: now() }
        return { ...head, type: 'call.assignment-closed', direction, reservationSid, how: 'found closed' }
      }),
    ]
  }
}

function overAt(key: string, at: number): Fact {
  return { type: 'call.assignment-closed', id: `over-${key}`, key, at, direction: 'inbound', how: 'found closed' }
}

function dueFact(key: string, at: number): Fact {
  return { type: 'call.due', id: `due-${key}-${at}`, key, at }
}

export const reconciler = (calls: Config['MEDIA_STREAMS']): Reconciler => ({
  feature,
  task: 'calls',
  create: (deps) => createReconciler(deps, calls),
})
