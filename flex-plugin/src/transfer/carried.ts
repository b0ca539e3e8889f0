import { field } from '../flex/field.ts'

/** Flex's own transfer of today and the one before it. The task stands for all of it but target, mode and notes. */
const ofTask = ['task', 'sid', 'taskSid', 'conversationSid', 'interactionSid', 'instanceSid', 'channelSid', 'fromSid']
const ofTransfer = ['targetSid', 'toSid', 'options', 'notesSid', 'summarySid']

/** What of an action's payload would be lost if Escalate did it instead of Flex: the first such field. */
export const lostOf = (payload: unknown): string | undefined =>
  setIn(payload).find((name) => !ofTask.includes(name) && !ofTransfer.includes(name)) ??
  setIn(field(payload, 'options')).find((name) => name !== 'mode')

/** A message that is a command has words and no more. */
export const lostOfMessage = (payload: unknown): string | undefined =>
  setIn(payload).find((name) => ['attachedFiles', 'htmlBody', 'subject'].includes(name))

function setIn(of: unknown): readonly string[] {
  const isSet = (value: unknown) => value !== undefined && value !== null && value !== '' && !isEmptyList(value)
  return Object.entries(of ?? {}).flatMap(([name, value]) => (isSet(value) ? [name] : []))
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0
