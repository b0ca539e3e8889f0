import { field, textField } from '../flex/field.ts'
import type { Task } from '../flex/flex.ts'
import { conversationOf, readTask } from '../flex/tasks.ts'

/** Finds the task of an action. Flex passes the task itself, its SIDs, or only its conversation or interaction. */
export function taskIn(payload: unknown, tasks: readonly Task[]): Task | undefined {
  const given = readTask(field(payload, 'task'))
  if (given) return given
  const names = [textField(payload, 'sid'), textField(payload, 'taskSid')]
  const conversation = textField(payload, 'conversationSid')
  const interaction = textField(payload, 'interactionSid')
  return tasks.find(
    (each) =>
      names.includes(each.sid) ||
      names.includes(each.taskSid) ||
      (conversation !== undefined && conversationOf(each) === conversation) ||
      (interaction !== undefined && textField(each, 'attributes', 'flexInteractionSid') === interaction),
  )
}
