import { Permanent, StoreTrouble } from '../core/errors.ts'
import type { Decision, Effect, Event, Lock, Registered } from '../core/feature.ts'
import { entryOf } from './entry-of.ts'
import type { Mutex } from './mutex.ts'
import { hasSeen, remember } from './seen.ts'
import type { Pending, RecordRef, Saved, Store } from './store.ts'
import { currentTrace, type Trace } from './trace.ts'

/** `again` when the effects may have been handed over before. */
export type HandOver = (record: RecordRef, pending: readonly Pending[], again: boolean) => Promise<void>
export type Note = (line: Readonly<Record<string, unknown>>, text: string) => void

/** `isUnchanged`: nothing was written, because nothing came of it. */
export type Handled = Decision<unknown, never> & { readonly isUnchanged: boolean }

type HandOverDeps = { readonly store: Store; readonly handOver: HandOver }
/** `inTurn` is one for the process, so that what decides on one conversation here does not race itself. */
export type HandleDeps = HandOverDeps & { readonly note: Note; readonly mutex: Mutex }

/** Other processes may save in between; each round lets at least one of all through. */
const rounds = 100

const nothing: Saved = { version: 0, state: undefined, seen: [] }

/**
 * One event of one conversation:
 * 1. load the record; an event it has seen changes nothing
 * 2. decide, which is pure; chatter that changes nothing ends here
 * 3. save state, outbox and claims in one compare-and-set write; someone else was faster → 1
 * 4. hand the effects to the queue and take them out of the outbox
 *
 * May be run again for the same event at any point: after a crash between 3 and 4 the second run, or the sweep, hands over.
 *
 * @throws Permanent when the event cannot be decided, today or tomorrow; everything else may be tried again
 */
export async function handle(feature: Registered, event: Event, deps: HandleDeps): Promise<Handled> {
  const record = { feature: feature.name, key: event.key }
  const turn = `${feature.name} ${event.key}`
  const heard = { event, trace: currentTrace() ?? { id: event.id }, received: Date.now() }
  const { decision, pending, isAgain, isUnchanged } = await deps.mutex(turn, () =>
    decideAndSave(feature, heard, record, deps),
  )
  await handOver(record, pending, isAgain, deps)
  return { state: decision.state, effects: [], isUnchanged, ...(decision.refusal && { refusal: decision.refusal }) }
}

type Saving = {
  readonly decision: Decision<unknown, Effect>
  readonly pending: readonly Pending[]
  readonly isAgain: boolean
  readonly isUnchanged: boolean
}

type Heard = { readonly event: Event; readonly trace: Trace; readonly received: number }

async function decideAndSave(feature: Registered, heard: Heard, record: RecordRef, deps: HandleDeps): Promise<Saving> {
  const { store, note } = deps
  const { event, trace } = heard
  let held: Lock | undefined
  for (let round = 0; round < rounds; round++) {
    const saved = (await store.load(record)) ?? nothing
    if (hasSeen(saved.seen, event.id)) {
      return {
        decision: { state: saved.state, effects: [] },
        pending: await store.outbox(record),
        isAgain: true,
        isUnchanged: true,
      }
    }
    const decision = decided(feature, saved.state, event, held)
    const tell = (effects: readonly string[]) => {
      const refused = decision.refusal && { refused: decision.refusal.code }
      note({ ...record, type: event.type, id: event.id, trace: trace.id, effects, ...refused }, 'decided')
    }
    if (decision.isUnchanged) {
      if (decision.refusal) tell([])
      return { decision, pending: [], isAgain: false, isUnchanged: true }
    }
    const version = saved.version + 1
    const effects = decision.effects.map((effect, n) => ({
      effectId: effectId(record, version, n),
      effect,
      trace: trace.id,
    }))
    const result = await store.save(record, {
      from: saved.version,
      state: decision.state,
      seen: remember(saved.seen, event.id),
      pending: effects,
      entry: entryOf({ ...heard, record, version, decision, pending: effects }),
      before: decision.before,
      after: decision.after,
    })
    if (result === 'saved') {
      tell(decision.effects.map(({ type }) => type))
      return { decision, pending: effects, isAgain: false, isUnchanged: false }
    }
    held = result === 'stale' ? undefined : result
  }
  throw new StoreTrouble(`${event.type} found no quiet moment to be saved`, { reason: 'contended' })
}

/** Rules do no I/O, so what they or the schemas throw they will throw again. */
function decided(feature: Registered, state: unknown, event: Event, held: Lock | undefined) {
  try {
    return feature.decide(state, event, held)
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
    throw new Permanent(`${event.type} cannot be decided. ${reason}`, { cause })
  }
}

/** Deterministic, and free of ':' as BullMQ asks of job ids. */
const effectId = ({ feature, key }: RecordRef, version: number, n: number) => `${feature}-${key}-${version}-${n}`

export async function handOver(
  record: RecordRef,
  pending: readonly Pending[],
  again: boolean,
  deps: HandOverDeps,
): Promise<void> {
  if (pending.length === 0) return
  await deps.handOver(record, pending, again)
  await deps.store.acknowledge(
    record,
    pending.map((each) => each.effectId),
  )
}
