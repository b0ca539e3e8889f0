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

/** The text for the state of a transfer; after a failure also what to do, and Twilio's error number. */
export function transferText({ word, mode, to, why, code }: Transfer, say: Say): string {
  const text = say((mode === 'warm' ? warm : cold)[word], { name: to || say('somebody') })
  if (word !== 'failed') return text
  const key = why ? whys[why] : undefined
  return [text, key && say(key), code && `(${code})`].filter(Boolean).join(' ')
}

/** The server's reasons for a failure (src/features/conversation-transfer/model.ts) that the agent can act on. */
const whys: Readonly<Record<string, TextKey>> = { 'too-long': 'transferTooLong', 'not-released': 'transferNotRemoved' }

/** Stable names, so that a call centre can reword, restyle or silence each notification. */
export const noticeOf: Readonly<Partial<Record<TransferWord, NoticeId>>> = {
  ringing: 'EscalateTransferRinging',
  completed: 'EscalateTransferDone',
  declined: 'EscalateTransferDeclined',
  unanswered: 'EscalateTransferUnanswered',
  cancelled: 'EscalateTransferCancelled',
  failed: 'EscalateTransferFailed',
}
