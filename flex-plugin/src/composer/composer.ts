import { field, textField } from '../flex/field.ts'
import type { Flex, Manager } from '../flex/flex.ts'

/** Flex's own message field, one per conversation. */
export type Composer = {
  /** The text that is not yet sent. Flex stores it about 100 ms after the last key. */
  readonly draft: (conversationSid: string) => string
  readonly write: (conversationSid: string, body: string) => Promise<void>
  /** Sends a message to the customer, as if the agent had typed it. */
  readonly send: (conversationSid: string, body: string) => Promise<void>
}

/** Reads Flex's draft from its store, and writes and sends through Flex's actions. */
export const createComposer = ({ Actions }: Flex, { store }: Pick<Manager, 'store'>): Composer => ({
  draft: (sid) => textField(store.getState(), 'flex', 'chat', 'conversationInput', sid, 'inputText') ?? '',
  async write(conversationSid, body) {
    const at = { selectionStart: body.length, selectionEnd: body.length }
    await Actions.invokeAction('SetInputText', { conversationSid, body, ...at })
  },
  async send(conversationSid, body) {
    await Actions.invokeAction('SendMessage', { conversationSid, body })
  },
})

/** The conversation of a chat action's payload. Flex sets all of these fields, another caller perhaps only one. */
export const conversationIn = (payload: unknown): string | undefined =>
  textField(payload, 'conversationSid') ??
  textField(payload, 'conversation', 'source', 'sid') ??
  textField(field(payload, 'conversation'), 'sid')
