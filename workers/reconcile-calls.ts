import type { Fact } from '../src/core/facts.ts'
import { type State, state as stateSchema } from '../src/features/media-streams/model.ts'
import type { Twilio } from '../src/twilio/port.ts'
import { createAccepted } from './accepted.ts'
import { nextOf } from './next-of.ts'
import type { ReconcileDeps } from './reconcile.ts'

const feature = 'media-streams'

/** Three reads a call, and Twilio has a quota: so many calls are compared in a pass, and the next pass goes on from there. */
const callsAskedAPass = 100

type Desks = Awaited<ReturnType<Twilio['callDesksOf']>>

/**
 * One pass over the calls that have streams, in turn: webhooks are a faster way to know, this is the sure one. Who is on the
 * call by TaskRouter, whether its task is open, and whether the customer's leg is there. Differences become facts.
 */
export function createCallReconciler(deps: ReconcileDeps): () => Promise<void> {
  const { twilio, store, duty, now } = deps
  const accepted = createAccepted(deps, feature)
  let asked = 0

  return async () => {
    const keys = (await duty.first('list of records', () => store.live(feature))) ?? []
    const turn = nextOf(keys, callsAskedAPass, asked)
    asked += turn.length
    await duty.each(
      turn,
      (key) => key,
      (key) => compared(key).then(accepted),
    )
  }

  async function compared(key: string): Promise<readonly Fact[]> {
    const saved = await store.load({ feature, key })
    if (!saved) return []
    const state = stateSchema.parse(saved.state)
    const { callSid } = state
    const [isLive, task, desks] = await Promise.all([
      callSid === undefined ? true : twilio.isCallLive(callSid),
      twilio.findTask(key),
      twilio.callDesksOf(
        key,
        state.seats.map(({ reservationSid }) => reservationSid),
      ),
    ])
    const facts = task?.isOpen ? differences(key, state, desks) : [overAt(key, now())]
    if (callSid === undefined || isLive) return facts
    return [...facts, { type: 'call.seen', id: `call-gone-${callSid}`, key, at: now(), callSid, isLive }]
  }

  function differences(key: string, state: State, desks: Desks): readonly Fact[] {
    const come = desks.filter(
      ({ reservationSid }) =>
        !state.closed.includes(reservationSid) && !state.seats.some((each) => each.reservationSid === reservationSid),
    )
    const gone = state.seats.filter(
      (seat) => !desks.some(({ reservationSid }) => reservationSid === seat.reservationSid),
    )
    return [
      ...come.map(({ at, ...desk }): Fact => {
        return { type: 'call.desk-opened', id: `found-${desk.reservationSid}`, key, at, desk }
      }),
      ...gone.map(({ reservationSid, direction }): Fact => {
        const head = { id: `gone-${reservationSid}`, key, at: now() }
        return { ...head, type: 'call.desk-closed', direction, reservationSid, how: 'found closed' }
      }),
    ]
  }
}

function overAt(key: string, at: number): Fact {
  return { type: 'call.desk-closed', id: `over-${key}`, key, at, direction: 'inbound', how: 'found closed' }
}
