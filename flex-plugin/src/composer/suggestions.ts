import { isOpen, isOver, type Video } from '../state/model.ts'
import type { TextKey } from '../texts/texts.ts'

export type Suggestion = { readonly command: string; readonly text: TextKey }

const all: readonly Suggestion[] = [
  { command: '/video', text: 'commandStart' },
  { command: '/video end', text: 'commandEnd' },
  { command: '/video resend', text: 'commandResend' },
  { command: '/video status', text: 'commandStatus' },
]

/** What may be meant by a draft that begins with a slash; nothing once it is complete, or something else. */
export function suggestionsFor(draft: string, video: Video | undefined): readonly Suggestion[] {
  const typed = draft.trimStart().toLowerCase()
  if (!typed.startsWith('/') || typed.startsWith('//')) return []
  return all.filter(
    ({ command }) => command.startsWith(typed) && command !== typed.trimEnd() && isOfUse(command, video),
  )
}

function isOfUse(command: string, video: Video | undefined): boolean {
  if (command === '/video') return isOver(video)
  return command === '/video status' ? video !== undefined : isOpen(video)
}
