import { textField } from '../flex/field.ts'
import type { Flex } from '../flex/flex.ts'

/** The note of a transfer: none, a text, or one whose text was not caught (`unread`). */
export type Notes = { readonly of: (payload: unknown) => { readonly note?: string } | 'unread' }

/**
 * Catches the text of notes and summaries when they are written. Flex stores them at a Twilio address that only Flex
 * may use, and the transfer names them by SID. The actions run as before, also if another plugin replaced them.
 */
export function catchNotes({ Actions }: Pick<Flex, 'Actions'>): Notes {
  const texts = new Map<string, string>()
  for (const action of ['SubmitNotes', 'FetchTransferAISummary'])
    Actions.replaceAction(action, async (payload, original, next = original) => {
      const made = await next(payload)
      const sid = textField(made, 'sid')
      const text = textField(payload, 'notes') ?? textField(made, 'generated_summary') ?? textField(made, 'summary')
      if (sid && text) texts.set(sid, text)
      return made
    })
  return {
    of(payload) {
      const sids = ['notesSid', 'summarySid'].flatMap((name) => textField(payload, name) ?? [])
      const found = sids.flatMap((sid) => texts.get(sid) ?? [])
      if (found.length < sids.length) return 'unread'
      return found.length > 0 ? { note: found.join('\n\n') } : {}
    },
  }
}
