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

/** How far a transfer is, in words. The server's own reason is added where it did not work. */
export function transferText({ word, mode, to, reason }: Transfer, say: Say): string {
  const text = say((mode === 'warm' ? warm : cold)[word], { name: to || say('somebody') })
  return reason && word === 'failed' ? `${text} ${reason}` : text
}

/** Stable names, one for each that a call centre may want to word, restyle or silence. */
export const noticeOf: Readonly<Partial<Record<TransferWord, NoticeId>>> = {
  ringing: 'EscalateTransferRinging',
  completed: 'EscalateTransferDone',
  declined: 'EscalateTransferDeclined',
  unanswered: 'EscalateTransferUnanswered',
  cancelled: 'EscalateTransferCancelled',
  failed: 'EscalateTransferFailed',
}
