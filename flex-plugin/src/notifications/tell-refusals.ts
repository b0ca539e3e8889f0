import type { App } from '../app.ts'
import { field } from '../flex/field.ts'
import type { Task } from '../flex/flex.ts'
import { ourPart } from '../flex/our-part.ts'
import { refusalIn } from '../server/problem.ts'

/**
 * Shows refusals that the server writes on the task. It does so for commands that came through the webhook, typed where
 * this plugin is not loaded, because no caller waits for an answer. Ignores refusals that were there when Flex opened.
 */
export function tellRefusals({ tasks, notify, why }: Pick<App, 'tasks' | 'notify' | 'why'>): void {
  let seen = new Map<string, number>()
  const look = () => {
    const now = new Map(tasks.get().map((each) => [each.taskSid, revisionOf(each)]))
    for (const task of tasks.get()) {
      const before = seen.get(task.taskSid)
      const refused = refusalIn(ourPart(task, 'refused'))
      if (refused && before !== undefined && revisionOf(task) > before)
        void why(refused).then((text) => notify('EscalateProblem', text))
    }
    seen = now
  }
  look()
  tasks.watch(look)
}

const revisionOf = (task: Task): number => Number(field(task.attributes, 'escalate', 'revision')) || 0
