import type { App } from '../app.ts'
import { field, textField } from '../flex/field.ts'
import type { Task } from '../flex/flex.ts'
import { ourPart } from '../flex/our-part.ts'
import { problemText } from './problem-text.ts'

/**
 * A command that came through the webhook, typed where this plugin is not loaded, is refused on the task: nobody waited for
 * an answer. What stood there when Flex opened is no news.
 */
export function tellRefusals({ tasks, notify, say }: Pick<App, 'tasks' | 'notify' | 'say'>): void {
  let seen = new Map<string, number>()
  const look = () => {
    const now = new Map(tasks.get().map((each) => [each.taskSid, revisionOf(each)]))
    for (const task of tasks.get()) {
      const before = seen.get(task.taskSid)
      const refused = refusedOn(task)
      if (refused && before !== undefined && revisionOf(task) > before)
        notify(
          'EscalateProblem',
          [problemText({ ...refused, retryable: false }, say, tasks.get()), ...refused.found].join(' · '),
        )
    }
    seen = now
  }
  look()
  tasks.watch(look)
}

const revisionOf = (task: Task): number => Number(field(task.attributes, 'escalate', 'revision')) || 0

function refusedOn(task: Task) {
  const said = ourPart(task, 'refused')
  const [code, message] = [textField(said, 'code'), textField(said, 'message')]
  const found = field(said, 'found')
  const names = Array.isArray(found) ? found.filter((each) => typeof each === 'string') : []
  return code && message ? { code, message, found: names } : undefined
}
