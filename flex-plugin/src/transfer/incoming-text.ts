import type { Incoming } from '../state/transfer.ts'
import type { Say } from '../texts/words.ts'

/** "Transferred from Ada: asks about the invoice". */
export function incomingText({ mode, from, note }: Incoming, say: Say): string {
  const text = say(mode === 'warm' ? 'broughtInBy' : 'transferredFrom', { name: from })
  return note ? `${text}: ${note}` : text
}
