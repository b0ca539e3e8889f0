import type { Decision } from './feature.ts'

/** The context of a post-pass: the event's time (ms), its key, and the feature's settings. */
export type PassContext<Settings> = { readonly at: number; readonly key: string; readonly settings: Settings }

/**
 * A rule that must hold after every decision, whichever case made it. It compares the old state with the decision, and
 * may change the new state and add effects, so that the cases need not repeat it.
 */
export type PostPass<S, X, Settings> = {
  readonly name: string
  readonly run: (before: S, decision: Decision<S, X>, context: PassContext<Settings>) => Decision<S, X>
}

/** Runs the passes in the order of the list. Each gets the decision of the pass before it. */
export const afterPasses = <S, X, Settings>(
  passes: readonly PostPass<S, X, Settings>[],
  before: S,
  decision: Decision<S, X>,
  context: PassContext<Settings>,
): Decision<S, X> => passes.reduce((done, { run }) => run(before, done, context), decision)
