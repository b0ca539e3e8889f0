import type { Video } from '../state/model.ts'
import type { TextKey } from '../texts/texts.ts'
import type { Say } from '../texts/words.ts'

/** The server's words for why an invite did not arrive (src/features/video-escalation/invite-model.ts). */
const known: Readonly<Record<string, TextKey>> = {
  'outside-window': 'lostOutsideWindow',
  filtered: 'lostFiltered',
  'opted-out': 'lostOptedOut',
  landline: 'lostLandline',
  unreachable: 'lostUnreachable',
  unknown: 'resend',
}

/** What happened and what to do, in the agent's language where we know the reason, else as the server says it. */
export function undeliveredText({ notDelivered }: Video, say: Say): string | undefined {
  if (!notDelivered) return undefined
  const key = known[notDelivered.reason]
  return key ? say(key) : notDelivered.message
}
