import type { Decision } from './feature.ts'

/** What a post-pass may know besides the decision: the event's time (ms), its key, and the feature's settings. */
export type PassContext<Settings> = { readonly at: number; readonly key: string; readonly settings: Settings }

/**
 * Something that must hold after every decision, whichever rule made it. It compares the state before with the decision,
 * and may change the new state and add effects. Rules do not have to think of it.
 */
export type PostPass<S, X, Settings> = {
  readonly name: string
  readonly run: (before: S, decision: Decision<S, X>, context: PassContext<Settings>) => Decision<S, X>
}

/** Runs the passes in the order of the list. Each sees what the ones before it have made of the decision. */
export const afterPasses = <S, X, Settings>(
  passes: readonly PostPass<S, X, Settings>[],
  before: S,
  decision: Decision<S, X>,
  context: PassContext<Settings>,
): Decision<S, X> => passes.reduce((done, { run }) => run(before, done, context), decision)
