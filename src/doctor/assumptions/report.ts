import type { Finding } from '../check.ts'
import type { Result } from '../examine.ts'
import type { Looked } from './run-assumptions.ts'

const todo =
  'Nothing is lost by it (docs/assumptions.md says what it costs). Please send in the line that begins with "report:".'

/** One assumption as the doctor tells it. */
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

/** What a person can send in: ids and what was seen of each. It names no account, no person and no secret. */
export function reportOf(looked: readonly Looked[], at: Date): string {
  const assumptions = Object.fromEntries(looked.map(({ id, is, saw }) => [id, { is, saw }]))
  return `report: ${JSON.stringify({ at: at.toISOString().slice(0, 10), assumptions })}`
}
