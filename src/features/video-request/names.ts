/** The feature's name: in Redis keys, queues, timelines and logs. */
export const feature = 'video-request'

/** `vr-<hex of CH…>-<time of the message, base 36>`: yields its conversation without a look-up. */
export const requestId = (conversationSid: string, at: number) => `vr-${conversationSid.slice(2)}-${at.toString(36)}`

const pattern = /^vr-([0-9a-f]{32})-[0-9a-z]{1,11}$/

/** The conversation a request's id belongs to, or undefined where it is none of ours. */
export function conversationOf(id: string): string | undefined {
  const hex = pattern.exec(id)?.[1]
  return hex && `CH${hex}`
}
