import { field, textField } from '../flex/field.ts'
import type { Task } from '../flex/flex.ts'
import { conversationOf, readTask } from '../flex/tasks.ts'

/** The task an action is about. Flex names it whole, by its reservation, or by its conversation or interaction alone. */
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
