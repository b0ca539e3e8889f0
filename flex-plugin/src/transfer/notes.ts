import { textField } from '../flex/field.ts'
import type { Flex } from '../flex/flex.ts'

/** What was written for a transfer: nothing, a text, or something whose text was not heard. */
export type Notes = { readonly of: (payload: unknown) => { readonly note?: string } | 'unread' }

/**
 * Flex keeps notes and summaries at an address of Twilio's that is for Flex alone, and names them by SID. So their text is heard
 * here, where it is written. The actions are done as before, whoever else replaced them.
 */
export function hearNotes({ Actions }: Pick<Flex, 'Actions'>): Notes {
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
      const heard = sids.flatMap((sid) => texts.get(sid) ?? [])
      if (heard.length < sids.length) return 'unread'
      return heard.length > 0 ? { note: heard.join('\n\n') } : {}
    },
  }
}
