import type { Refusal } from '../../core/feature.ts'

/** As much as a colleague reads before their first word. All attributes of a task share 4,096 characters. */
export const longestNote = 1_000

/** Why this cannot go along; undefined for what can. Other desktops may show a note as it stands: so it has no markup. */
export function whyNoNote(note = ''): Refusal | undefined {
  const no = (code: string, message: string): Refusal => ({ code, message, retryable: false })
  if (note.length > longestNote)
    return no('note-too-long', `A note has at most ${longestNote} characters. Nothing was transferred.`)
  if (/[<>]/.test(note)) return no('note-markup', 'A note is plain text, without < and >. Nothing was transferred.')
  return undefined
}
