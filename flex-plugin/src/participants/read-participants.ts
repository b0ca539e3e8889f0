import { field, textField } from '../flex/field.ts'
import { transferOfView } from '../state/read-transfer.ts'
import type { Transfer } from '../state/transfer.ts'

export const kinds = ['agent', 'customer', 'supervisor', 'other'] as const
export type Participant = {
  readonly participantSid: string
  readonly kind: (typeof kinds)[number]
  readonly name: string
  readonly isSelf: boolean
  readonly isRemovable: boolean
}

/** The participants of a conversation, and the pending transfer (the server's `ParticipantsView`). */
export type ParticipantsView = {
  readonly participants: readonly Participant[]
  readonly transfer: Transfer | undefined
  /** Whether the conversation goes on when this agent leaves. */
  readonly mayLeave: boolean
}

/** Reads a `ParticipantsView`; undefined if it is none. */
export function readParticipants(view: unknown): ParticipantsView | undefined {
  const list = field(view, 'participants')
  if (!Array.isArray(list)) return undefined
  return {
    participants: list.flatMap((each) => readOne(each) ?? []),
    transfer: transferOfView(field(view, 'transfer')),
    mayLeave: field(view, 'mayLeave') === true,
  }
}

function readOne(each: unknown): Participant | undefined {
  const [participantSid, name] = [textField(each, 'participantSid'), textField(each, 'name')]
  if (!participantSid || !name) return undefined
  return {
    participantSid,
    name,
    kind: kinds.find((kind) => kind === field(each, 'kind')) ?? 'other',
    isSelf: field(each, 'isSelf') === true,
    isRemovable: field(each, 'isRemovable') === true,
  }
}
