import { type ObjectText, objectText, textOf, valueIn, withMember, withoutMembers } from '../core/json-text.ts'
import { mostCharacters, type Unwritten } from '../core/task-attributes.ts'
import type { Annotation } from './port.ts'

/** Our key in the attributes of a task. Everything else in there belongs to others. */
export const ourKey = 'escalate'

/** What is to be written, and why it is not what was asked for. Without either there is nothing to do. */
export type Annotated = { readonly attributes?: string; readonly unwritten?: Unwritten }

/**
 * The task's attributes with our part renewed, and everything around it as it stands there, to the byte. Nothing when a later
 * write of the same owner has been there already.
 *
 * What does not name this task was copied here from another one, by a plugin that copies what it finds: it says nothing
 * about this task, and goes. `revision` grows with every write, for whoever watches the task; `revisions` are the owners'.
 */
export function annotated(text: string, { taskSid, owner, revision, parts }: Annotation): Annotated {
  const object = objectText(text)
  if (!object) return { unwritten: 'no-object' }
  const before = oursIn(object, taskSid)
  const last = before.revisions[owner] ?? 0
  if (last > revision) return {}
  const total = last === revision ? before.total : before.total + 1
  const withParts = (news: Annotation['parts']) => {
    const merged = Object.entries({ ...before.parts, ...news }).filter(([, value]) => value !== null)
    if (merged.length === 0) return textOf(withoutMembers(object, [ourKey]))
    const bookkeeping = { taskSid, revision: total, revisions: { ...before.revisions, [owner]: revision } }
    return textOf(withMember(object, ourKey, JSON.stringify({ ...Object.fromEntries(merged), ...bookkeeping })))
  }
  const attributes = withParts(parts)
  if (attributes.length <= mostCharacters) return { attributes }
  // Nothing is better than what is no longer true.
  const without = last > 0 ? withParts(Object.fromEntries(Object.keys(parts).map((part) => [part, null]))) : text
  const isTaken = without !== text && without.length <= mostCharacters
  return { unwritten: 'too-long', ...(isTaken && { attributes: without }) }
}

/**
 * The attributes of an invite's task that shall be taken by nobody: no filter of the transfer workflow fits it any more.
 * Undefined where none does anyway.
 */
export function withdrawn(text: string): string | undefined {
  const object = objectText(text)
  const isRouted = object && valueIn(object, 'transferTargetType') !== undefined
  return isRouted ? textOf(withMember(object, 'transferTargetType', '"none"')) : undefined
}

type Ours = {
  readonly total: number
  readonly revisions: Readonly<Record<string, number>>
  readonly parts: Readonly<Record<string, unknown>>
}

function oursIn(object: ObjectText, taskSid: string): Ours {
  const found: unknown = JSON.parse(valueIn(object, ourKey) ?? '{}')
  const { taskSid: of, revision, revisions, ...parts } = isObject(found) ? found : {}
  const total = typeof revision === 'number' && Number.isSafeInteger(revision) ? revision : 0
  if (of === taskSid) return { total, revisions: countsIn(revisions), parts }
  const { transfer } = parts
  // An invite cannot name the task that Twilio makes of it. It brings the note for the next agent.
  const isInvites = of === undefined && isObject(transfer) && typeof transfer['invite'] === 'string'
  return { total, revisions: {}, parts: isInvites ? { transfer } : {} }
}

const countsIn = (revisions: unknown): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(isObject(revisions) ? revisions : {}).filter(
      (each): each is [string, number] => typeof each[1] === 'number',
    ),
  )

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
