import { type ObjectText, objectText, textOf, valueIn, withMember, withoutMembers } from '../core/json-text.ts'
import { mostCharacters, type Unwritten } from '../core/task-attributes.ts'
import type { Annotation } from './port.ts'

/** Our key in the attributes of a task. All other keys belong to others. */
export const ourKey = 'escalate'

/** The attributes to write, and why they lack the requested part. Without either there is nothing to do. */
export type Annotated = { readonly attributes?: string; readonly unwritten?: Unwritten }

/**
 * Replaces our part of the task's attributes, and keeps every other byte. Writes nothing if a later revision of the
 * same owner is there already.
 *
 * A part that names another task was copied by a plugin that copies whole attributes: it says nothing about this task,
 * and is dropped. `revision` grows with every write, for watchers of the task; `revisions` are those of each owner.
 */
export function annotated(text: string, { taskSid, owner, revision, parts }: Annotation): Annotated {
  const object = objectText(text)
  if (!object) return { unwritten: 'no-object' }
  const before = oursIn(object, taskSid)
  const last = before.revisions[owner] ?? 0
  if (last > revision) return {}
  const total = last === revision ? before.total : before.total + 1
  const withParts = (changes: Annotation['parts']) => {
    const merged = Object.entries({ ...before.parts, ...changes }).filter(([, value]) => value !== null)
    if (merged.length === 0) return textOf(withoutMembers(object, [ourKey]))
    const bookkeeping = { taskSid, revision: total, revisions: { ...before.revisions, [owner]: revision } }
    return textOf(withMember(object, ourKey, JSON.stringify({ ...Object.fromEntries(merged), ...bookkeeping })))
  }
  const attributes = withParts(parts)
  if (attributes.length <= mostCharacters) return { attributes }
  // No part is better than an outdated one.
  const without = last > 0 ? withParts(Object.fromEntries(Object.keys(parts).map((part) => [part, null]))) : text
  const canRemove = without !== text && without.length <= mostCharacters
  return { unwritten: 'too-long', ...(canRemove && { attributes: without }) }
}

/**
 * The attributes with which an invite's task matches no filter of the transfer workflow, so that no agent gets it.
 * Undefined if it matches none already.
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
  // An invite cannot name its task, which Twilio makes later. It carries the note for the next agent.
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
