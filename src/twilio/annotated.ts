import { Permanent } from '../core/errors.ts'
import type { Annotation } from './port.ts'

/** Our key in the attributes of a task. Everything else in there belongs to others. */
export const ourKey = 'escalate'

/**
 * The task's attributes with our part renewed; undefined when a later write of the same owner has been there already.
 * TaskRouter replaces attributes whole, so what cannot be read must not be written over.
 *
 * `revision` grows with every write, for whoever watches the task. `revisions` counts by owner; where only the video has
 * written, there is the one number alone.
 *
 * @throws Permanent when the attributes are no JSON object
 */
export function annotated(attributes: string, { owner, revision, parts }: Annotation): string | undefined {
  const all = objectIn(attributes)
  const { revision: sum, revisions, ...ours } = isObject(all[ourKey]) ? all[ourKey] : {}
  const written = countsIn(revisions, sum)
  if ((written[owner] ?? 0) > revision) return undefined
  const merged = Object.entries({ ...ours, ...parts }).filter(([, value]) => value !== null)
  const { [ourKey]: _, ...others } = all
  if (merged.length === 0) return JSON.stringify(others)
  const counts = { ...written, [owner]: revision }
  const total = Object.values(counts).reduce((a, b) => a + b, 0)
  const isShared = Object.keys(counts).some((each) => each !== 'video')
  const bookkeeping = { revision: total, ...(isShared && { revisions: counts }) }
  return JSON.stringify({ ...others, [ourKey]: { ...Object.fromEntries(merged), ...bookkeeping } })
}

/**
 * The attributes of an invite's task that shall be taken by nobody: no filter of the transfer workflow fits it any more.
 *
 * @throws Permanent when the attributes are no JSON object
 */
export const withdrawn = (attributes: string): string =>
  JSON.stringify({ ...objectIn(attributes), transferTargetType: 'none' })

function countsIn(revisions: unknown, sum: unknown): Readonly<Record<string, number>> {
  if (!isObject(revisions)) return typeof sum === 'number' ? { video: sum } : {}
  const counts = Object.entries(revisions).filter((each): each is [string, number] => typeof each[1] === 'number')
  return Object.fromEntries(counts)
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text)
    if (isObject(parsed)) return parsed
  } catch {}
  throw new Permanent('The attributes of the task are no JSON object')
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
