import { Permanent } from '../core/errors.ts'
import type { Annotation } from './port.ts'

/** Our key in the attributes of a task. Everything else in there belongs to others. */
export const ourKey = 'escalate'

/**
 * The task's attributes with our part renewed; undefined when a later write has been there already.
 * TaskRouter replaces attributes whole, so what cannot be read must not be written over.
 *
 * @throws Permanent when the attributes are no JSON object
 */
export function annotated(attributes: string, { revision, parts }: Annotation): string | undefined {
  const all = objectIn(attributes)
  const ours = isObject(all[ourKey]) ? all[ourKey] : {}
  if (typeof ours['revision'] === 'number' && ours['revision'] > revision) return undefined
  const merged = Object.entries({ ...ours, ...parts }).filter(([name, value]) => value !== null && name !== 'revision')
  const { [ourKey]: _, ...others } = all
  if (merged.length === 0) return JSON.stringify(others)
  return JSON.stringify({ ...others, [ourKey]: { ...Object.fromEntries(merged), revision } })
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
