/** The server's words for how far a transfer is (src/features/conversation-transfer/view.ts). */
export const transferWords = [
  'requested',
  'ringing',
  'accepted',
  'completed',
  'declined',
  'unanswered',
  'cancelled',
  'failed',
] as const
export type TransferWord = (typeof transferWords)[number]

/** A transfer that this agent asked for, whichever way it was heard of. */
export type Transfer = {
  /** `tr-<conversation>-<start>` */
  readonly id: string
  readonly word: TransferWord
  readonly mode: 'cold' | 'warm'
  /** The agent or queue, as colleagues call it. */
  readonly to: string
  /** Why it did not work, in a word of the server's, and Twilio's number for it. */
  readonly why?: string | undefined
  readonly code?: number | undefined
}

/** What is written on a task that came by a transfer. */
export type Incoming = { readonly mode: 'cold' | 'warm'; readonly from: string; readonly note?: string | undefined }

const pending: readonly TransferWord[] = ['requested', 'ringing', 'accepted']
export const isPending = (transfer: Transfer | undefined): transfer is Transfer =>
  transfer !== undefined && pending.includes(transfer.word)

/** It can still be taken back, and leaving the task now would leave the customer to nobody yet. */
export const isCalling = (transfer: Transfer | undefined): transfer is Transfer =>
  transfer?.word === 'requested' || transfer?.word === 'ringing'
