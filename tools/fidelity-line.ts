import type { TestTally } from './test-tally.ts'

export type Fidelity = {
  readonly operations: Readonly<Record<'right' | 'wrong' | 'refused', number>>
  readonly parameters: { readonly known: number; readonly unknown: number }
  readonly points: TestTally
}

/** The simulator's fidelity to Twilio in one line. */
export function fidelityLine({ operations, parameters, points }: Fidelity): string {
  const { right, wrong, refused } = operations
  const { known, unknown } = parameters
  const { passed, failed } = points
  return [
    `operations: ${right} right, ${wrong} wrong, ${refused} refused`,
    `parameters: ${known} known, ${unknown} unknown`,
    `points: ${passed} of ${passed + failed}`,
  ].join('; ')
}

/**
 * Whether the simulator is true to Twilio. A refused operation names its gap, so it is no failure; anything else that
 * differs is.
 */
export const isTrue = ({ operations, parameters, points }: Fidelity): boolean =>
  operations.wrong === 0 && parameters.unknown === 0 && points.failed === 0 && points.passed > 0
