import { textField } from '../flex/field.ts'
import type { Task } from '../flex/flex.ts'
import { ourPart } from '../flex/our-part.ts'

/** The id of the customer's open request, which the server wrote on this task. */
export const requestOnTask = (task: Task | undefined): string | undefined =>
  textField(ourPart(task, 'videoRequest'), 'id')
