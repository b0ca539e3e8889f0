import type { z } from 'zod'
import type { Fact, Head } from './facts.ts'
import type { PublicView } from './public-view.ts'

export type Tagged = { readonly type: string }
export type Event = Head & Tagged
/** Work that a decision asks for. `after` (ms) delays it. */
export type Effect = Tagged & { readonly after?: number | undefined }

/** A refusal is not an error. Clients choose their text by the code; the message is for callers of the API. */
export type Refusal = { readonly code: string; readonly message: string; readonly retryable: boolean } & RefusalData

/** What a client needs for its own text of a refusal. */
export type RefusalData = {
  /** The other task, if one is in the way. */
  readonly taskSid?: string | undefined
  /** The agent or queue it is about, by the name that agents use. */
  readonly name?: string | undefined
  /** Names similar to the typed one. */
  readonly found?: readonly string[] | undefined
}

/** The next state, and the work that the decision asks for. Nothing has happened yet. */
export type Decision<S, X> = { readonly state: S; readonly effects: readonly X[]; readonly refusal?: Refusal }
export const unchanged = <S>(state: S): Decision<S, never> => ({ state, effects: [] })
export const refuse = <S>(state: S, refusal: Refusal): Decision<S, never> => ({ ...unchanged(state), refusal })

/** What only one record may hold at a time, e.g. an agent's one live video. `holder` is for readers of messages. */
export type Lock = { readonly name: string; readonly holder: string }

/** A record's aliases and locks. They follow from its state and are saved with it. */
export type Index = {
  /** Other names of this record, such as task SIDs. */
  readonly aliases: readonly string[]
  readonly locks: readonly Lock[]
  /** The reconciler compares live records with Twilio. */
  readonly isLive: boolean
}

/** The event of an effect that failed for good. */
export type Failed = Head & {
  readonly type: 'effect.failed'
  readonly effect: string
  /** The whole effect, for features with several effects of one type at a time. */
  readonly request: Effect
  readonly reason: string
  readonly code?: number | undefined
}

/** The event that a job returns. The engine adds id, key and time. */
export type Outcome<E extends Event> = E extends Event ? Omit<E, keyof Head> : never
export type Attempt = { readonly key: string; readonly effectId: string; readonly isRepeat: boolean }
export type Jobs<E extends Event, X extends Effect> = {
  readonly [Type in X['type']]: (effect: Extract<X, { type: Type }>, attempt: Attempt) => Promise<Outcome<E>>
}

export interface Feature<S, E extends Event, X extends Effect> {
  readonly name: string
  readonly model: { readonly state: z.ZodType<S>; readonly event: z.ZodType<E>; readonly effect: z.ZodType<X> }
  readonly initial: S
  /** The feature's event for a fact; `undefined` if the fact does not concern the feature. */
  readonly eventFrom: (fact: Fact) => E | undefined
  /** Pure, and complete: the compiler checks that every event has a case. */
  readonly decide: (state: S, event: E) => Decision<S, X>
  /** Decides the same event again after another record turned out to hold a lock that it needs. */
  readonly onLockHeld: (state: S, event: E, held: Lock) => Decision<S, X>
  readonly index: (state: S) => Index
  /** What outsiders may know of the record; undefined while there is nothing. */
  readonly publicView: (state: S) => PublicView | undefined
  /**
   * Whether an event that changes nothing is worth no write and no timeline entry: senders may send such events without
   * limit, and never send one twice under one id.
   */
  readonly isChatter?: (state: S, event: E) => boolean
  /** The worker behind an event that does not name one, if the state after it does. */
  readonly actor?: (state: S, event: E) => string | undefined
  readonly jobs: Jobs<E, X>
}

export type Indexed = {
  readonly before: Index
  readonly after: Index
  readonly views: readonly [before: PublicView | undefined, after: PublicView | undefined]
  readonly workerSid: string | undefined
  /** The decision is worth no write. */
  readonly isUnchanged: boolean
}

/** A feature as the engine sees it: data in, data out, both validated. */
export interface Registered {
  readonly name: string
  eventFrom(fact: Fact): Event | undefined
  publicView(state: unknown): PublicView | undefined
  index(state: unknown): Index
  /** Adds the index (`before`, `after`) and the public views of both states, and the worker behind the event. */
  decide(state: unknown, event: Event, held?: Lock): Decision<unknown, Effect> & Indexed
  perform(effect: unknown, attempt: Attempt): Promise<Tagged>
}

/** Hides a feature's own types, so that the engine can keep many features in one list. */
export function defineFeature<S, E extends Event, X extends Effect>(feature: Feature<S, E, X>): Registered {
  const { name, model, initial } = feature
  const stateOf = (raw: unknown): S => (raw === undefined ? initial : model.state.parse(raw))
  // The compiler cannot relate a tag to its own handler, so this one cast stands for all of them.
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

/** Compares as JSON: states are plain data, and rules keep the order of their fields. */
const isSame = <S>(before: S, after: S): boolean => before === after || JSON.stringify(before) === JSON.stringify(after)
