import { field } from '../flex/field.ts'

/** Fields of both of Flex's transfer actions, old and new. Those in `ofTask` follow from the task. */
const ofTask = ['task', 'sid', 'taskSid', 'conversationSid', 'interactionSid', 'instanceSid', 'channelSid', 'fromSid']
const ofTransfer = ['targetSid', 'toSid', 'options', 'notesSid', 'summarySid']

/** Finds the first field of an action's payload that would be lost if Escalate transferred instead of Flex. */
export const lostOf = (payload: unknown): string | undefined =>
  setIn(payload).find((name) => !ofTask.includes(name) && !ofTransfer.includes(name)) ??
  setIn(field(payload, 'options')).find((name) => name !== 'mode')

/** Finds a field of a message that a command cannot take along: a command is text only. */
export const lostOfMessage = (payload: unknown): string | undefined =>
  setIn(payload).find((name) => ['attachedFiles', 'htmlBody', 'subject'].includes(name))

function setIn(of: unknown): readonly string[] {
  const isSet = (value: unknown) => value !== undefined && value !== null && value !== '' && !isEmptyList(value)
  return Object.entries(of ?? {}).flatMap(([name, value]) => (isSet(value) ? [name] : []))
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0
