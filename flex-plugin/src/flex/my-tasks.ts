import { createValue, type Value } from '../state/value.ts'
import { field } from './field.ts'
import type { Manager, Task } from './flex.ts'
import { readTask } from './tasks.ts'

// Flex keeps its map of tasks while a task in it changes, and says so by these.
const changes = [
  'taskUpdated',
  'taskAccepted',
  'taskWrapup',
  'taskCompleted',
  'taskCanceled',
  'taskRescinded',
  'taskReceived',
] as const

/** The agent's own tasks as Flex has them at the moment, by reservation. */
export function followTasks({ store, events }: Pick<Manager, 'store' | 'events'>): Value<readonly Task[]> {
  const tasks = createValue<readonly Task[]>([])
  let seen: unknown
  const read = () => {
    const map = field(store.getState(), 'flex', 'worker', 'tasks')
    if (!(map instanceof Map)) return
    seen = map
    tasks.set([...map.values()].flatMap((each) => readTask(each) ?? []))
  }
  // Runs at every keystroke in Flex: no more than a comparison, unless there is something.
  store.subscribe(() => {
    if (field(store.getState(), 'flex', 'worker', 'tasks') !== seen) read()
  })
  // Flex changes its store after it has told of a change.
  for (const event of changes) events.addListener(event, () => void Promise.resolve().then(read))
  read()
  return tasks
}
