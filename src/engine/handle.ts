import { Permanent, StoreTrouble } from '../core/errors.ts'
import type { Decision, Effect, Event, Lock, Registered } from '../core/feature.ts'
import { currentTrace, type Trace, traced } from '../telemetry/trace-context.ts'
import { entryOf } from './entry-of.ts'
import type { Mutex } from './mutex.ts'
import { hasSeen, remember } from './seen.ts'
import type { Pending, RecordRef, Saved, Store } from './store.ts'
import type { TimelineEntry } from './timeline.ts'

/** Puts effects into the queue. `again`: they may have been handed over before. */
export type HandOver = (record: RecordRef, pending: readonly Pending[], again: boolean) => Promise<void>
/** Writes a log line. */
export type Note = (line: Readonly<Record<string, unknown>>, text: string) => void

/** The decision of an event. `isUnchanged`: nothing was written, because the event changed nothing. */
export type Handled = Decision<unknown, never> & { readonly isUnchanged: boolean }

type HandOverDeps = { readonly store: Store; readonly handOver: HandOver }
/** `mutex` is one for the process, so that decisions on one conversation do not race each other within it. */
export type HandleDeps = HandOverDeps & {
  readonly note: Note
  readonly mutex: Mutex
  /** Counts a decision that this process has saved. */
  readonly count?: (entry: TimelineEntry) => void
}

/** Other processes may save in between; each round lets at least one process save. */
const rounds = 100

const nothing: Saved = { version: 0, state: undefined, seen: [] }

/**
 * Handles one event of one conversation:
 * 1. load the record; an event it has seen changes nothing
 * 2. decide, which is pure; chatter that changes nothing ends here
 * 3. save state, outbox and locks in one compare-and-set write; if another process was faster → 1
 * 4. hand the effects to the queue and take them out of the outbox
 *
 * It may run again for the same event at any point: after a crash between 3 and 4, the second run or the sweep hands
 * over.
 *
 * @throws Permanent when the event can never be decided; after every other error a repeat is safe
 */
export async function handle(feature: Registered, event: Event, deps: HandleDeps): Promise<Handled> {
  const record = { feature: feature.name, key: event.key }
  const mutexKey = `${feature.name} ${event.key}`
  const trace = currentTrace() ?? { id: event.id }
  const received = { event, trace, received: Date.now() }
  const { decision, pending, isAgain, isUnchanged } = await traced(trace, () =>
    deps.mutex(mutexKey, () => decideAndSave(feature, received, record, deps)),
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

type Received = { readonly event: Event; readonly trace: Trace; readonly received: number }

async function decideAndSave(
  feature: Registered,
  received: Received,
  record: RecordRef,
  deps: HandleDeps,
): Promise<Saving> {
  const { store, note } = deps
  const { event, trace } = received
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
    const noteDecision = (effects: readonly string[]) => {
      const refused = decision.refusal && { refused: decision.refusal.code }
      note({ ...record, type: event.type, id: event.id, trace: trace.id, effects, ...refused }, 'decided')
    }
    if (decision.isUnchanged) {
      if (decision.refusal) noteDecision([])
      return { decision, pending: [], isAgain: false, isUnchanged: true }
    }
    const version = saved.version + 1
    const effects = decision.effects.map((effect, n) => ({
      effectId: effectId(record, version, n),
      effect,
      trace: trace.id,
    }))
    const entry = entryOf({ ...received, record, version, decision, pending: effects, kept: feature.kept })
    const result = await store.save(record, {
      from: saved.version,
      state: decision.state,
      seen: remember(saved.seen, event.id),
      pending: effects,
      entry,
      before: decision.before,
      after: decision.after,
    })
    if (result === 'saved') {
      deps.count?.(entry)
      noteDecision(decision.effects.map(({ type }) => type))
      return { decision, pending: effects, isAgain: false, isUnchanged: false }
    }
    held = result === 'stale' ? undefined : result
  }
  throw new StoreTrouble(`${event.type} was not saved: other processes kept saving the record`, { reason: 'contended' })
}

/** Rules do no I/O, so an error of a rule or a schema would come again. */
function decided(feature: Registered, state: unknown, event: Event, held: Lock | undefined) {
  try {
    return feature.decide(state, event, held)
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
    throw new Permanent(`${event.type} cannot be decided. ${reason}`, { cause })
  }
}

/** Deterministic, and without ':', which BullMQ forbids in job ids. */
const effectId = ({ feature, key }: RecordRef, version: number, n: number) => `${feature}-${key}-${version}-${n}`

/** Puts effects into the queue, then takes them out of the outbox. */
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
