/** The server's words for the state of a transfer (src/features/conversation-transfer/view.ts). */
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

/** A transfer that this agent started, as reported by the stream or by the task. */
export type Transfer = {
  /** `tr-<conversation>-<start>` */
  readonly id: string
  readonly word: TransferWord
  readonly mode: 'cold' | 'warm'
  /** The name of the agent or queue. */
  readonly to: string
  /** Why the transfer failed: the server's code, and Twilio's error number. */
  readonly why?: string | undefined
  readonly code?: number | undefined
}

/** What the server writes on a task that came by a transfer. */
export type Incoming = { readonly mode: 'cold' | 'warm'; readonly from: string; readonly note?: string | undefined }

const pending: readonly TransferWord[] = ['requested', 'ringing', 'accepted']
export const isPending = (transfer: Transfer | undefined): transfer is Transfer =>
  transfer !== undefined && pending.includes(transfer.word)

/**
 * Whether the transfer can still be cancelled. Until it is accepted, leaving the task would leave the customer alone.
 */
export const isCalling = (transfer: Transfer | undefined): transfer is Transfer =>
  transfer?.word === 'requested' || transfer?.word === 'ringing'
