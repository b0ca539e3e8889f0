import type { App } from '../app.ts'
import { textField } from '../flex/field.ts'
import { conversationOf, isAssigned, isChat } from '../flex/tasks.ts'
import { lostOfMessage } from '../transfer/carried.ts'
import { conversationIn } from './composer.ts'
import { readDraft } from './read-draft.ts'

/**
 * Stops commands before Flex sends them, so that no customer reads one. Where this plugin is not loaded, commands reach
 * the server through the webhook instead.
 */
export function catchCommands({ flex, composer, commands, transferCommands, tasks, notify, say, settings }: App): void {
  /** The text held back last, by conversation. An agent who sends it again means it. */
  const held = new Map<string, string>()

  flex.Actions.addListener('beforeSendMessage', (payload, abort) => {
    const [key, body] = [conversationIn(payload), textField(payload, 'body')]
    const task = tasks.get().find((each) => isChat(each) && isAssigned(each) && conversationOf(each) === key)
    if (!key || !body || !task) return
    const draft = readDraft(body)
    // Flex empties its field before or after sending, depending on its version. So the text is written after Flex is
    // done.
    const keep = (text: string) => void later().then(() => composer.write(key, text).catch(() => undefined))
    const refuse = (why: string) => {
      abort()
      keep(body)
      notify('EscalateHeld', why)
    }
    const lost = lostOfMessage(payload)
    if (lost && (draft.is === 'command' || draft.is === 'transfer')) return refuse(say('notCarried', { name: lost }))
    switch (draft.is) {
      case 'text':
        held.delete(key)
        return
      case 'literal':
        // Flex sends the same object that it passes to its listeners.
        Object.assign(payload as object, { body: draft.body })
        return
      case 'command':
        if (!settings.video) return refuse(say('commandOff'))
        abort()
        keep('')
        void commands[draft.command](task)
        return
      case 'transfer':
        if (!settings.transfer) return refuse(say('commandOff'))
        abort()
        keep('')
        if (draft.does === 'choose') void transferCommands.choose(task)
        else if (draft.does === 'cancel') void transferCommands.cancel(task)
        // A refused name may be a typing error, so the text goes back into the field.
        else
          void transferCommands
            .start(task, { target: { name: draft.name }, mode: draft.mode })
            .then((isAsked) => isAsked || keep(body))
        return
      case 'unknown':
        if (held.get(key) === body) {
          held.delete(key)
          return
        }
        held.set(key, body)
        refuse(say('unknownCommand', { command: draft.command }))
    }
  })
}

const later = () => new Promise<void>((over) => setTimeout(over))
