import { markOf } from './names.ts'

export type Invited = {
  readonly transferId: string
  readonly attempt: number
  readonly mode: 'cold' | 'warm'
  readonly target: { readonly kind: 'worker' | 'queue'; readonly sid: string; readonly name: string }
  readonly note?: string | undefined
  readonly fromName: string
  readonly fromTaskSid: string
  readonly workerSids: readonly string[]
}

type Attributes = Readonly<Record<string, unknown>>

/** Twilio writes these anew for every invite; an old one would lie. */
const twilios = ['flexChannelInviteSid']

/**
 * The attributes of the new agent's task. Twilio copies nothing, so everything of the old one comes along, except for what
 * is skipped; the rest is the contract of the transfer workflow, and our own part.
 *
 * - `direction` is `inbound` in any case: Flex accepts the task of an outbound conversation by itself, for whoever it rings at
 * - `conversation_id` ties the parts of one conversation together in Flex Insights, so the first one is kept
 *
 * @param attributes of the task before, as TaskRouter has them now
 */
export function inviteAttributes(attributes: string, invited: Invited, skipped: readonly string[]): Attributes {
  const before = objectIn(attributes)
  const kept = Object.entries(before).filter(([name]) => ![...skipped, ...twilios, 'escalate'].includes(name))
  const { transferId, attempt, mode, target, note, fromName, fromTaskSid, workerSids } = invited
  const conversations = asObject(before['conversations'])
  const { video } = { video: undefined, ...asObject(before['escalate']) }
  return {
    ...Object.fromEntries(kept),
    direction: 'inbound',
    transferTargetType: target.kind,
    transferTargetSid: target.sid,
    transferQueueName: target.kind === 'queue' ? target.name : '',
    workerSidsInConversation: [...workerSids],
    conversations: { ...conversations, conversation_id: conversations['conversation_id'] ?? fromTaskSid },
    escalate: {
      transfer: {
        id: transferId,
        state: 'incoming',
        mode,
        from: fromName,
        ...(note && { note }),
        invite: markOf(transferId, attempt),
      },
      ...(typeof video === 'object' && video !== null && { video }),
    },
  }
}

function objectIn(text: string): Attributes {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return {}
  }
}

const asObject = (value: unknown): Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
