import type { Video } from '../state/model.ts'
import type { TextKey } from '../texts/texts.ts'
import type { Say } from '../texts/words.ts'

/** The server's reasons why an invite did not arrive (src/features/video-escalation/invite-model.ts). */
const known: Readonly<Record<string, TextKey>> = {
  'outside-window': 'lostOutsideWindow',
  filtered: 'lostFiltered',
  'opted-out': 'lostOptedOut',
  landline: 'lostLandline',
  unreachable: 'lostUnreachable',
}

/** What happened and what to do, in the agent's language; for an unknown reason only what to do. */
export const undeliveredText = ({ notDelivered }: Video, say: Say): string | undefined =>
  notDelivered && say(known[notDelivered.reason] ?? 'resend')
