import type { z } from 'zod'
import type { Fact, Head } from './facts.ts'
import type { PublicView } from './public-view.ts'

export type Tagged = { readonly type: string }
export type Event = Head & Tagged
/** Work that is asked for. `after` (ms) makes it a timer. */
export type Effect = Tagged & { readonly after?: number | undefined }

/** A "no". Not an error: nothing went wrong. Clients say it by its code; the message is for who calls the API. */
export type Refusal = { readonly code: string; readonly message: string; readonly retryable: boolean } & RefusalData

/** What a client needs to say it in its own words. */
export type RefusalData = {
  /** The other task, where one is in the way. */
  readonly taskSid?: string | undefined
  /** Whom it is about, as colleagues call them. */
  readonly name?: string | undefined
  /** Names that are like what was typed. */
  readonly found?: readonly string[] | undefined
}

/** What a decision produces: the next state, and the work it asks for. Nothing has happened yet. */
export type Decision<S, X> = { readonly state: S; readonly effects: readonly X[]; readonly refusal?: Refusal }
export const unchanged = <S>(state: S): Decision<S, never> => ({ state, effects: [] })
export const refuse = <S>(state: S, refusal: Refusal): Decision<S, never> => ({ ...unchanged(state), refusal })

/** Something only one record may hold at a time, e.g. an agent's attention. `holder` says who has it, for people to read. */
export type Lock = { readonly name: string; readonly holder: string }

/** How a record is found and held, besides by its key. All of it follows from the state and is saved with it. */
export type Index = {
  /** Other names that lead to this record, such as task SIDs. */
  readonly aliases: readonly string[]
  readonly locks: readonly Lock[]
  /** Live records are looked after by the reconciler. */
  readonly isLive: boolean
}

/** What the engine tells an event handler that failed for good. */
export type Failed = Head & {
  readonly type: 'effect.failed'
  readonly effect: string
  /** The whole effect, for those that ask for several of a kind at once. */
  readonly request: Effect
  readonly reason: string
  readonly code?: number | undefined
}

/** What a job reports. The engine adds id, key and time. */
export type Outcome<E extends Event> = E extends Event ? Omit<E, keyof Head> : never
export type Attempt = { readonly key: string; readonly effectId: string; readonly isRepeat: boolean }
export type Jobs<E extends Event, X extends Effect> = {
  readonly [Type in X['type']]: (effect: Extract<X, { type: Type }>, attempt: Attempt) => Promise<Outcome<E>>
}

export interface Feature<S, E extends Event, X extends Effect> {
  readonly name: string
  readonly model: { readonly state: z.ZodType<S>; readonly event: z.ZodType<E>; readonly effect: z.ZodType<X> }
  readonly initial: S
  /** Open: a fact that is not ours is answered with `undefined`. */
  readonly eventFrom: (fact: Fact) => E | undefined
  /** Closed and pure: every event is decided, the compiler counts the cases. */
  readonly decide: (state: S, event: E) => Decision<S, X>
  /** The same event again, when a claim it needs is held by another record. */
  readonly onLockHeld: (state: S, event: E, held: Lock) => Decision<S, X>
  readonly index: (state: S) => Index
  /** What outsiders may know of it; undefined while there is nothing. */
  readonly publicView: (state: S) => PublicView | undefined
  /**
   * Events that are worth no write, and no line on the timeline, when they change nothing: whoever sends them may do so endlessly, and
   * nobody sends one of them twice with one id.
   */
  readonly isChatter?: (state: S, event: E) => boolean
  /** The worker behind an event that does not name them, where the state after it does. */
  readonly actor?: (state: S, event: E) => string | undefined
  readonly jobs: Jobs<E, X>
}

export type Indexed = {
  readonly before: Index
  readonly after: Index
  readonly views: readonly [before: PublicView | undefined, after: PublicView | undefined]
  readonly workerSid: string | undefined
  /** Nothing came of it that would be worth a write. */
  readonly isUnchanged: boolean
}

/** A feature as the engine sees it: data in, data out, checked at every crossing. */
export interface Registered {
  readonly name: string
  eventFrom(fact: Fact): Event | undefined
  publicView(state: unknown): PublicView | undefined
  index(state: unknown): Index
  /** `before` and `after` say how the record was and will be found and held; `views`, what outsiders may know of both; `workerSid`, who is behind it. */
  decide(state: unknown, event: Event, held?: Lock): Decision<unknown, Effect> & Indexed
  perform(effect: unknown, attempt: Attempt): Promise<Tagged>
}

/** Closes a feature over its own types, so that the engine can hold many in one list. */
export function defineFeature<S, E extends Event, X extends Effect>(feature: Feature<S, E, X>): Registered {
  const { name, model, initial } = feature
  const stateOf = (raw: unknown): S => (raw === undefined ? initial : model.state.parse(raw))
  // The compiler cannot follow a tag into its own handler, so this one cast stands for all of them.
  const jobs = feature.jobs as unknown as Record<X['type'], (effect: X, attempt: Attempt) => Promise<Tagged>>
  return {
    name,
    eventFrom: feature.eventFrom,
    publicView: (raw) => feature.publicView(stateOf(raw)),
    index: (raw) => feature.index(stateOf(raw)),
    decide: (raw, event, held) => {
      const [state, known] = [stateOf(raw), model.event.parse(event)]
      const decision = held ? feature.onLockHeld(state, known, held) : feature.decide(state, known)
      const isChatter = decision.effects.length === 0 && feature.isChatter?.(state, known) === true
      return {
        ...decision,
        isUnchanged: isChatter && isSame(state, decision.state),
        before: feature.index(state),
        after: feature.index(decision.state),
        views: [feature.publicView(state), feature.publicView(decision.state)],
        workerSid: feature.actor?.(decision.state, known),
      }
    },
    perform: (raw, attempt) => {
      const effect = model.effect.parse(raw)
      return jobs[effect.type as X['type']](effect, attempt)
    },
  }
}

/** States are data, and rules copy them in one order. */
const isSame = <S>(before: S, after: S): boolean => before === after || JSON.stringify(before) === JSON.stringify(after)
