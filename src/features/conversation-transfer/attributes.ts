import { type ObjectText, objectText, textOf, valueIn, withMember, withoutMembers } from '../../core/json-text.ts'
import { mostCharacters } from '../../core/task-attributes.ts'
import { markOf } from './names.ts'

export type Invited = {
  readonly transferId: string
  readonly attempt: number
  readonly mode: 'cold' | 'warm'
  readonly target: { readonly kind: 'worker' | 'queue'; readonly sid: string; readonly name: string }
  readonly note?: string | undefined
  readonly fromName: string
  readonly fromTaskSid: string
  /** The task whose attributes are copied. */
  readonly copiedTaskSid: string | undefined
  readonly workerSids: readonly string[]
}

/** Twilio writes these for every invite; a copy would be wrong. */
const twilios = ['flexChannelInviteSid']
/** The longest attributes that, with what Twilio adds, TaskRouter still stores. */
const most = mostCharacters - ',"flexChannelInviteSid":"KG00000000000000000000000000000000"'.length

/**
 * Returns the attributes of the new agent's task, as JSON. Twilio copies nothing, so we copy the old task's attributes
 * unchanged, except those that are skipped, and add the contract of the transfer workflow and our own part.
 *
 * - `direction` is always `inbound`: Flex accepts the task of an outbound conversation by itself, for any agent it
 *   rings
 * - `conversation_id` ties the parts of one conversation together in Flex Insights, so the first one is kept
 * - the video is copied if there is room for it: it is written again once an agent has accepted
 *
 * @param attributes of the previous task, as TaskRouter has them now
 */
export function inviteAttributes(attributes: string, invited: Invited, skipped: readonly string[]): string {
  const before = objectText(attributes) ?? empty
  const { target, fromTaskSid, workerSids } = invited
  const ours: Readonly<Record<string, unknown>> = {
    direction: 'inbound',
    transferTargetType: target.kind,
    transferTargetSid: target.sid,
    transferQueueName: target.kind === 'queue' ? target.name : '',
    workerSidsInConversation: workerSids,
  }
  const kept = withoutMembers(before, [...skipped, ...twilios, 'escalate'])
  const set = Object.entries(ours).reduce((all, [name, value]) => withMember(all, name, JSON.stringify(value)), kept)
  const tied = withMember(set, 'conversations', conversationsOf(valueIn(before, 'conversations'), fromTaskSid))
  const video = videoIn(valueIn(before, 'escalate'), invited.copiedTaskSid)
  const whole = textOf(withMember(tied, 'escalate', escalateOf(invited, video)))
  return whole.length <= most ? whole : textOf(withMember(tied, 'escalate', escalateOf(invited)))
}

/** Why such an invite is impossible; undefined if TaskRouter will store its attributes. */
export function whyTooLong(attributes: string, { note }: Pick<Invited, 'note'>): string | undefined {
  if (attributes.length <= most) return undefined
  const counted = `The task’s attributes leave no room for a transfer: with it they have ${attributes.length} characters, and Twilio keeps ${most}.`
  return note ? `${counted} A shorter note may help.` : counted
}

const empty: ObjectText = { before: '{', members: [], after: '}' }

function escalateOf({ transferId, attempt, mode, note, fromName }: Invited, video?: object): string {
  const transfer = {
    id: transferId,
    state: 'incoming',
    mode,
    from: fromName,
    ...(note && { note }),
    invite: markOf(transferId, attempt),
  }
  return JSON.stringify({ transfer, ...(video && { video }) })
}

function conversationsOf(text: string | undefined, first: string): string {
  const conversations = objectText(text ?? '') ?? empty
  const known = valueIn(conversations, 'conversation_id') ?? 'null'
  return textOf(known === 'null' ? withMember(conversations, 'conversation_id', JSON.stringify(first)) : conversations)
}

/** Returns our video block. A block that does not name the task it is on was copied there by others. */
function videoIn(text: string | undefined, taskSid: string | undefined): object | undefined {
  const ours = objectText(text ?? '') ?? empty
  const video: unknown = JSON.parse(valueIn(ours, 'video') ?? 'null')
  const isOurs = valueIn(ours, 'taskSid') === JSON.stringify(taskSid)
  return isOurs && typeof video === 'object' && video !== null ? video : undefined
}
