import type { NoticeId } from '../notifications/notices.tsx'
import type { Transfer, TransferWord } from '../state/transfer.ts'
import type { TextKey } from '../texts/texts.ts'
import type { Say } from '../texts/words.ts'

type Words = Readonly<Record<TransferWord, TextKey>>

const cold: Words = {
  requested: 'transferRequested',
  ringing: 'transferRinging',
  accepted: 'transferAccepted',
  completed: 'transferCompleted',
  declined: 'transferDeclined',
  unanswered: 'transferUnanswered',
  cancelled: 'transferCancelled',
  failed: 'transferFailed',
}
const warm: Words = { ...cold, accepted: 'transferJoined', completed: 'transferJoined' }

/** How far a transfer is, in words; where it did not work, also what can be done, or the number that Twilio gave. */
export function transferText({ word, mode, to, why, code }: Transfer, say: Say): string {
  const text = say((mode === 'warm' ? warm : cold)[word], { name: to || say('somebody') })
  if (word !== 'failed') return text
  const key = why ? whys[why] : undefined
  return [text, key && say(key), code && `(${code})`].filter(Boolean).join(' ')
}

/** The server's words for why it failed (src/features/conversation-transfer/model.ts), as far as there is something to do. */
const whys: Readonly<Record<string, TextKey>> = { 'too-long': 'transferTooLong', 'not-released': 'transferNotRemoved' }

/** Stable names, one for each that a call centre may want to word, restyle or silence. */
export const noticeOf: Readonly<Partial<Record<TransferWord, NoticeId>>> = {
  ringing: 'EscalateTransferRinging',
  completed: 'EscalateTransferDone',
  declined: 'EscalateTransferDeclined',
  unanswered: 'EscalateTransferUnanswered',
  cancelled: 'EscalateTransferCancelled',
  failed: 'EscalateTransferFailed',
}
