import { field, textField } from './field.ts'
import type { Task } from './flex.ts'

/** Reads a task from a value that Flex passes around; undefined if the value is no task. */
export function readTask(thing: unknown): Task | undefined {
  const [sid, taskSid, status] = [textField(thing, 'sid'), textField(thing, 'taskSid'), textField(thing, 'status')]
  if (!sid || !taskSid || !status || typeof field(thing, 'attributes') !== 'object') return undefined
  // The required fields are checked above.
  return thing as Task
}

/** The SID of the task's conversation. */
export const conversationOf = (task: Task | undefined): string | undefined => {
  const found = textField(task, 'attributes', 'conversationSid') ?? textField(task, 'attributes', 'channelSid')
  return found && /^CH[0-9a-f]{32}$/i.test(found) ? found : undefined
}

/**
 * Whether the task is a chat of Flex Conversations: only those have an interaction channel (like Flex's
 * `TaskHelper.isCBMTask`). E-mail has one too, but no customer waits for an answer there.
 */
export const isChat = (task: Task | undefined): boolean =>
  textField(task, 'attributes', 'flexInteractionChannelSid') !== undefined &&
  conversationOf(task) !== undefined &&
  textField(task, 'attributes', 'channelType') !== 'email' &&
  task?.taskChannelUniqueName !== 'email'

/** Whether the agent works on the task now. Flex's `TaskHelper.isTaskAccepted` is also true in wrap-up. */
export const isAssigned = (task: Task | undefined): boolean => task?.status === 'accepted'

/** The customer's name on a task, as a colleague would say it. */
export const nameOf = (task: Task | undefined): string | undefined =>
  textField(task, 'attributes', 'customerName') ??
  textField(task, 'attributes', 'name') ??
  textField(task, 'attributes', 'from')

/** Reads the conversation's language from the same two fields as the invite does (src/twilio/assignment.ts). */
export const languageOf = (task: Task): string | undefined =>
  textField(task, 'attributes', 'locale') ?? textField(task, 'attributes', 'language')
