import type { z } from 'zod'
import type { Decision, Event, Refusal } from '../../../src/core/feature.ts'
import { hasSeen, remember } from '../../../src/engine/seen.ts'

/** A feature's rules. */
export type Rules<S, E extends Event, X> = {
  readonly decide: (state: S, event: E) => Decision<S, X>
  readonly model: { readonly state: z.ZodType<S>; readonly event: z.ZodType<E> }
  readonly initial: S
}

export type Decided<S, E, X> = {
  readonly event: E
  /** The effect whose outcome the event is. Undefined for a fact. */
  readonly of: X | undefined
  readonly before: S
  readonly after: S
  readonly effects: readonly X[]
  readonly refusal: Refusal | undefined
}

/** An event that was not decided, or whose state could not be stored. */
export type Broken<E> = { readonly event: E; readonly reason: string }

/** One record: decides as the engine does, and keeps every decision. */
export function createRecord<S, E extends Event, X>({ decide, model, initial }: Rules<S, E, X>) {
  const decisions: Decided<S, E, X>[] = []
  let [state, seen] = [initial, [] as readonly string[]]
  let broken: Broken<E> | undefined
  /** As the next process reads it. */
  const stored = (next: S): S => (next === state ? state : model.state.parse(JSON.parse(JSON.stringify(next))))
  return {
    decisions,
    state: () => state,
    broken: () => broken,
    /** The engine's own seen ids say whether a fact is new. */
    isNew(fact: E): boolean {
      if (hasSeen(seen, fact.id)) return false
      seen = remember(seen, fact.id)
      return true
    },
    decide(event: E, of?: X): readonly X[] {
      try {
        const { effects, refusal, ...decision } = decide(state, event)
        const after = stored(decision.state)
        decisions.push({ event, of, before: state, after, effects, refusal })
        state = after
        return effects
      } catch (error) {
        broken = { event, reason: String(error) }
        return []
      }
    },
  }
}
