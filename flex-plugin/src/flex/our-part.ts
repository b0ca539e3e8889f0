import { field } from './field.ts'
import type { Task } from './flex.ts'

/**
 * Reads a part of the attributes that the server wrote on this task. Attributes that name another task were copied by
 * another plugin and do not describe this task. The task of an invite names no task until an agent accepts it.
 */
export function ourPart(task: Task | undefined, part: string): unknown {
  const of = field(task?.attributes, 'escalate', 'taskSid')
  return of === undefined || of === task?.taskSid ? field(task?.attributes, 'escalate', part) : undefined
}
