import { field } from './field.ts'
import type { Task } from './flex.ts'

/**
 * A part of what the server wrote on this task. What names another task was copied from there by somebody's plugin, and says
 * nothing about this one. An invite's task names none until somebody has accepted it.
 */
export function ourPart(task: Task | undefined, part: 'video' | 'transfer' | 'refused'): unknown {
  const of = field(task?.attributes, 'escalate', 'taskSid')
  return of === undefined || of === task?.taskSid ? field(task?.attributes, 'escalate', part) : undefined
}
