import { Permanent, StoreTrouble } from '../core/errors.ts'
import type { Claim, Effect, Event, Registered, Step } from '../core/feature.ts'
import { entryOf } from './entry-of.ts'
import type { InTurn } from './in-turn.ts'
import { hasSeen, remember } from './seen.ts'
import type { Pending, Place, Saved, Store } from './store.ts'
import { currentTrace, type Trace } from './trace.ts'

/** `again` when the effects may have been handed over before. */
export type HandOver = (place: Place, pending: readonly Pending[], again: boolean) => Promise<void>
export type Note = (line: Readonly<Record<string, unknown>>, text: string) => void

/** `isUnchanged`: nothing was written, because nothing came of it. */
export type Handled = Step<unknown, never> & { readonly isUnchanged: boolean }

type Hands = { readonly store: Store; readonly handOver: HandOver }
/** `inTurn` is one for the process, so that what decides on one conversation here does not race itself. */
export type HandleDeps = Hands & { readonly note: Note; readonly inTurn: InTurn }

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
  const place = { feature: feature.name, key: event.key }
  const turn = `${feature.name} ${event.key}`
  const heard = { event, trace: currentTrace() ?? { id: event.id }, received: Date.now() }
  const { step, pending, isAgain, isUnchanged } = await deps.inTurn(turn, () =>
    decideAndSave(feature, heard, place, deps),
  )
  await handOver(place, pending, isAgain, deps)
  return { state: step.state, effects: [], isUnchanged, ...(step.refusal && { refusal: step.refusal }) }
}

type Decision = {
  readonly step: Step<unknown, Effect>
  readonly pending: readonly Pending[]
  readonly isAgain: boolean
  readonly isUnchanged: boolean
}

type Heard = { readonly event: Event; readonly trace: Trace; readonly received: number }

async function decideAndSave(feature: Registered, heard: Heard, place: Place, deps: HandleDeps): Promise<Decision> {
  const { store, note } = deps
  const { event, trace } = heard
  let taken: Claim | undefined
  for (let round = 0; round < rounds; round++) {
    const saved = (await store.load(place)) ?? nothing
    if (hasSeen(saved.seen, event.id)) {
      return {
        step: { state: saved.state, effects: [] },
        pending: await store.outbox(place),
        isAgain: true,
        isUnchanged: true,
      }
    }
    const step = decided(feature, saved.state, event, taken)
    const tell = (effects: readonly string[]) => {
      const refused = step.refusal && { refused: step.refusal.code }
      note({ ...place, type: event.type, id: event.id, trace: trace.id, effects, ...refused }, 'decided')
    }
    if (step.isUnchanged) {
      if (step.refusal) tell([])
      return { step, pending: [], isAgain: false, isUnchanged: true }
    }
    const version = saved.version + 1
    const effects = step.effects.map((effect, n) => ({
      effectId: effectId(place, version, n),
      effect,
      trace: trace.id,
    }))
    const result = await store.save(place, {
      from: saved.version,
      state: step.state,
      seen: remember(saved.seen, event.id),
      pending: effects,
      entry: entryOf({ ...heard, place, version, step, pending: effects }),
      before: step.before,
      after: step.after,
    })
    if (result === 'saved') {
      tell(step.effects.map(({ type }) => type))
      return { step, pending: effects, isAgain: false, isUnchanged: false }
    }
    taken = result === 'stale' ? undefined : result
  }
  throw new StoreTrouble(`${event.type} found no quiet moment to be saved`, { reason: 'contended' })
}

/** Rules do no I/O, so what they or the schemas throw they will throw again. */
function decided(feature: Registered, state: unknown, event: Event, taken: Claim | undefined) {
  try {
    return feature.step(state, event, taken)
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
    throw new Permanent(`${event.type} cannot be decided. ${reason}`, { cause })
  }
}

/** Deterministic, and free of ':' as BullMQ asks of job ids. */
const effectId = ({ feature, key }: Place, version: number, n: number) => `${feature}-${key}-${version}-${n}`

export async function handOver(place: Place, pending: readonly Pending[], again: boolean, deps: Hands): Promise<void> {
  if (pending.length === 0) return
  await deps.handOver(place, pending, again)
  await deps.store.settle(
    place,
    pending.map((each) => each.effectId),
  )
}
