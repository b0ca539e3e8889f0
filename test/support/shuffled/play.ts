import type { Effect, Event, Outcome } from '../../../src/core/feature.ts'
import { type Broken, createRecord, type Decided, type Rules } from './record.ts'

/** The Twilio of a play. */
export type Twilio<E extends Event, X extends Effect> = {
  /** Does an effect. Undefined: no event reports the outcome. */
  readonly perform: (effect: X) => Outcome<E> | undefined
  /** A fact reports what has already happened at Twilio. */
  readonly happen?: (fact: E) => void
}

/** Rules and, new for each play, a Twilio. */
export type Game<S, E extends Event, X extends Effect, T extends Twilio<E, X>> = Rules<S, E, X> & {
  readonly key: string
  readonly twilio: () => T
}

export type Played<S, E, X, T> = {
  readonly state: S
  readonly decisions: readonly Decided<S, E, X>[]
  readonly effects: readonly X[]
  readonly twilio: T
  /** Here the play broke off. */
  readonly broken: Broken<E> | undefined
  /** What was still pending after the last turn. */
  readonly unfinished: readonly string[]
}

/** A play with work left after so many turns has work for ever. */
export const mostTurns = 1_000

/**
 * Plays facts in the given order. In each turn a choice picks what comes next: 0 is the first that is due, another
 * number lets a later fact, outcome or timer overtake. After the last choice nothing overtakes.
 */
export type Play<E, P> = (facts: readonly E[], choices?: readonly number[]) => P

export function createPlay<S, E extends Event, X extends Effect, T extends Twilio<E, X>>(
  game: Game<S, E, X, T>,
): Play<E, Played<S, E, X, T>> {
  return (facts, choices = []) => {
    const twilio = game.twilio()
    const record = createRecord(game)
    const effects: X[] = []
    const queue = createQueue()
    let [now, next] = [0, 0]

    const addFact = () => {
      const fact = facts[next++]
      if (fact) queue.add({ due: Math.max(now, fact.at), what: fact.type, run: () => hear(fact) })
    }
    const hear = (fact: E) => {
      if (record.isNew(fact)) {
        twilio.happen?.(fact)
        take(fact)
      }
      addFact()
    }
    const addEffect = (effect: X) => {
      effects.push(effect)
      const head = { id: `effect-${effects.length}`, key: game.key }
      const due = now + (effect.after ?? 0)
      const run = () => {
        const outcome = twilio.perform(effect)
        if (outcome) take(game.model.event.parse({ ...outcome, ...head, at: Math.max(now + 1, due) }), effect)
      }
      queue.add({ due, what: effect.type, run })
    }
    const take = (event: E, of?: X) => {
      now = Math.max(now, event.at)
      for (const effect of record.decide(event, of)) addEffect(effect)
    }

    addFact()
    for (let turn = 0; turn < mostTurns && !record.broken() && queue.run(choices[turn] ?? 0); turn++);
    const { decisions, state, broken } = record
    return { state: state(), decisions, effects, twilio, broken: broken(), unfinished: queue.left() }
  }
}

type Work = { readonly due: number; readonly what: string; readonly run: () => void }

/** The candidates for the next turn, by the time when they are due. */
function createQueue() {
  const works: Work[] = []
  return {
    add(work: Work): void {
      works.splice(works.findLastIndex(({ due }) => due <= work.due) + 1, 0, work)
    },
    /** False when nothing is left. */
    run(choice: number): boolean {
      const [work] = works.splice(choice % works.length, 1)
      work?.run()
      return work !== undefined
    },
    left: () => works.map(({ what }) => what),
  }
}
