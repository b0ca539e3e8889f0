import { field, textField } from './field.ts'
import type { Task } from './flex.ts'

/** A task out of what Flex hands around, if it is one. */
export function readTask(thing: unknown): Task | undefined {
  const [sid, taskSid, status] = [textField(thing, 'sid'), textField(thing, 'taskSid'), textField(thing, 'status')]
  if (!sid || !taskSid || !status || typeof field(thing, 'attributes') !== 'object') return undefined
  // Looked at above; the rest of it is optional.
  return thing as Task
}

export const conversationOf = (task: Task | undefined): string | undefined => {
  const found = textField(task, 'attributes', 'conversationSid') ?? textField(task, 'attributes', 'channelSid')
  return found && /^CH[0-9a-f]{32}$/i.test(found) ? found : undefined
}

/**
 * A chat of Flex Conversations, which alone has an interaction's channel (Flex's `TaskHelper.isCBMTask` says the same).
 * E-mail is one, too, but nobody waits behind it.
 */
export const isChat = (task: Task | undefined): boolean =>
  textField(task, 'attributes', 'flexInteractionChannelSid') !== undefined &&
  conversationOf(task) !== undefined &&
  textField(task, 'attributes', 'channelType') !== 'email' &&
  task?.taskChannelUniqueName !== 'email'

/** The agent works on it now. Flex's `TaskHelper.isTaskAccepted` is also true in wrap-up. */
export const isAssigned = (task: Task | undefined): boolean => task?.status === 'accepted'

/** What a colleague would call it. */
export const nameOf = (task: Task | undefined): string | undefined =>
  textField(task, 'attributes', 'customerName') ??
  textField(task, 'attributes', 'name') ??
  textField(task, 'attributes', 'from')

/** Reads the conversation's language from the same two fields as the invite does (src/twilio/desk.ts). */
export const languageOf = (task: Task): string | undefined =>
  textField(task, 'attributes', 'locale') ?? textField(task, 'attributes', 'language')
