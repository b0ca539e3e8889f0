import { isOpen, isOver, type Video } from '../state/model.ts'
import { isCalling, isPending, type Transfer } from '../state/transfer.ts'
import type { TextKey } from '../texts/texts.ts'
import { plainStart } from './plain.ts'

export type Suggestion = { readonly command: string; readonly text: TextKey }

const all: readonly Suggestion[] = [
  { command: '/video', text: 'commandStart' },
  { command: '/video end', text: 'commandEnd' },
  { command: '/video resend', text: 'commandResend' },
  { command: '/video status', text: 'commandStatus' },
  { command: '/transfer ', text: 'commandTransfer' },
  { command: '/transfer warm ', text: 'commandWarm' },
  { command: '/transfer cancel', text: 'commandCancel' },
]

export type Use = {
  readonly video: Video | undefined
  readonly transfer?: Transfer | undefined
  /** The features that are switched on. */
  readonly has: { readonly video: boolean; readonly transfer: boolean }
}

/** Lists the commands that a draft with a slash may become; none once the command is complete, or is no command. */
export function suggestionsFor(draft: string, use: Use): readonly Suggestion[] {
  const typed = plainStart(draft).toLowerCase()
  if (!typed.startsWith('/') || typed.startsWith('//')) return []
  return all.filter(
    ({ command }) => command.startsWith(typed) && command.trimEnd() !== typed.trimEnd() && isOfUse(command, use),
  )
}

function isOfUse(command: string, { video, transfer, has }: Use): boolean {
  if (command === '/transfer cancel') return has.transfer && isCalling(transfer)
  if (command.startsWith('/transfer')) return has.transfer && !isPending(transfer)
  if (!has.video) return false
  if (command === '/video') return isOver(video)
  return command === '/video status' ? video !== undefined : isOpen(video)
}
