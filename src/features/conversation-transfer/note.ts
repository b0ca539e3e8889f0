import type { Refusal } from '../../core/feature.ts'

/** As much as an agent can read before writing to the customer. All attributes of a task share 4,096 characters. */
export const longestNote = 1_000

/**
 * Why a note is refused; undefined if it is acceptable. Other desktops may render a note as it is, so markup is
 * forbidden.
 */
export function whyNoNote(note = ''): Refusal | undefined {
  const no = (code: string, message: string): Refusal => ({ code, message, retryable: false })
  if (note.length > longestNote)
    return no('note-too-long', `A note has at most ${longestNote} characters. Nothing was transferred.`)
  if (/[<>]/.test(note)) return no('note-markup', 'A note is plain text, without < and >. Nothing was transferred.')
  return undefined
}
