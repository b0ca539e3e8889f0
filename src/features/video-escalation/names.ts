import type { Participant } from './model.ts'

/** The feature's name: in Redis keys, queues, timelines and logs. */
export const feature = 'video-escalation'

/** Room and seat names contain what they belong to, so that no callback needs a look-up. */

/** `esc-<hex of CH…>-<start, base 36>`. Two escalations of one conversation never start in the same millisecond. */
export const escalationId = (conversationSid: string, startedAt: number) =>
  `esc-${conversationSid.slice(2)}-${startedAt.toString(36)}`

export const roomName = (id: string, generation: number) => `${id}-g${generation}`

const pattern = /^esc-([0-9a-f]{32})-([0-9a-z]{1,11})(?:-g\d{1,6})?$/

/** The conversation an escalation id or room name belongs to, or undefined where it is not one of ours. */
export function conversationOf(idOrRoomName: string): string | undefined {
  const hex = pattern.exec(idOrRoomName)?.[1]
  return hex && `CH${hex}`
}

/** The escalation a room belongs to, and which of its rooms it is. */
export const escalationOf = (name: string) => name.replace(/-g\d+$/, '')
export const generationOf = (name: string) => Number(/-g(\d+)$/.exec(name)?.[1] ?? 0)

/** The generation of the link that a customer's seat belongs to. The name of the first generation has no number. */
export const linkGenerationOf = (identity: string) => Number(/-g(\d+)$/.exec(identity)?.[1] ?? 1)

/** Returns the role, the prefix of a seat's name. We name the seats, never a browser. */
export function roleOf(identity: string): Participant['role'] | undefined {
  if (identity.startsWith('customer-')) return 'customer'
  if (identity.startsWith('agent-')) return 'agent'
  if (identity.startsWith('supervisor-')) return 'supervisor'
  return undefined
}
