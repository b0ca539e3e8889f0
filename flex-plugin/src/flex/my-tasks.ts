import { createValue, type Value } from '../state/value.ts'
import { field } from './field.ts'
import type { Manager, Task } from './flex.ts'
import { readTask } from './tasks.ts'

// Flex keeps the same map object when a task in it changes, and emits one of these events.
const changes = [
  'taskUpdated',
  'taskAccepted',
  'taskWrapup',
  'taskCompleted',
  'taskCanceled',
  'taskRescinded',
  'taskReceived',
] as const

/** Follows the agent's own tasks in Flex, one for each reservation. */
export function followTasks({ store, events }: Pick<Manager, 'store' | 'events'>): Value<readonly Task[]> {
  const tasks = createValue<readonly Task[]>([])
  let seen: unknown
  const read = () => {
    const map = field(store.getState(), 'flex', 'worker', 'tasks')
    if (!(map instanceof Map)) return
    seen = map
    tasks.set([...map.values()].flatMap((each) => readTask(each) ?? []))
  }
  // Runs at every keystroke in Flex, so it only compares until the map is replaced.
  store.subscribe(() => {
    if (field(store.getState(), 'flex', 'worker', 'tasks') !== seen) read()
  })
  // Flex updates its store after it emits the event.
  for (const event of changes) events.addListener(event, () => void Promise.resolve().then(read))
  read()
  return tasks
}
