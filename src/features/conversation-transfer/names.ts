/** The feature's name: in Redis keys, queues, timelines and logs. */
export const feature = 'conversation-transfer'

/** `tr-<hex of CH…>-<start, base 36>`: yields its conversation without a look-up. */
export const transferId = (conversationSid: string, startedAt: number) =>
  `tr-${conversationSid.slice(2)}-${startedAt.toString(36)}`

const pattern = /^tr-([0-9a-f]{32})-[0-9a-z]{1,11}$/

/** The conversation a transfer's id belongs to, or undefined where it is none of ours. */
export function conversationOf(id: string): string | undefined {
  const hex = pattern.exec(id)?.[1]
  return hex && `CH${hex}`
}

/** Returns an invite's marker, which tells it from the transfer's other invites and identifies repeated jobs. */
export const markOf = (id: string, attempt: number) => `${id}-i${attempt}`
