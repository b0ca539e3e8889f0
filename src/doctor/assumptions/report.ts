import type { Finding } from '../check.ts'
import type { Result } from '../examine.ts'
import type { Looked } from './run-assumptions.ts'

const todo =
  'Nothing is lost (docs/assumptions.md has the consequences). Please send in the line that begins with "report:".'

/** The doctor's result for one assumption. */
export function resultOf({ id, is, saw }: Looked): Result {
  const name = `assumption ${id}`
  if (is === 'unseen') return { name, findings: [], notLookedAt: saw }
  const finding: Finding = {
    what: is === 'untrue' ? `not so here: ${saw}` : `unclear: ${saw}`,
    todo,
    isHint: is === 'unclear',
  }
  return { name, findings: is === 'holds' ? [] : [finding] }
}

/** A report for sending in: the ids with what was seen. It contains no account, no names and no secrets. */
export function reportOf(looked: readonly Looked[], at: Date): string {
  const assumptions = Object.fromEntries(looked.map(({ id, is, saw }) => [id, { is, saw }]))
  return `report: ${JSON.stringify({ at: at.toISOString().slice(0, 10), assumptions })}`
}
