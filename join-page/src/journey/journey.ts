import { type ReadonlySignal, signal } from '@preact/signals'
import { decide } from './decide.ts'
import type { Effect, Event, Journey } from './model.ts'

export type Dispatch = (event: Event) => void
export type Traveller = { readonly journey: ReadonlySignal<Journey>; readonly dispatch: Dispatch }

/** Applies events one after the other: updates the journey and performs the effects. */
export function createJourney(start: Journey, perform: (effect: Effect) => void): Traveller {
  const journey = signal(start)
  return {
    journey,
    dispatch(event) {
      const { journey: next, effects } = decide(journey.value, event)
      journey.value = next
      for (const effect of effects) perform(effect)
    },
  }
}
