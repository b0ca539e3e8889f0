import type { Cloud } from '../cloud/cloud.ts'
import type { TaskRouterListener } from './model.ts'
import { deleteTask } from './tasks.ts'

/** "TaskRouter Limits": 86,400 seconds. */
const longestMs = 86_400_000

/** Deletes a task that has been assigned for a day, as TaskRouter does. */
export const longestAssignment = (cloud: Cloud): TaskRouterListener => ({
  reservationChanged(workspace, { status, task }) {
    if (status !== 'accepted') return
    cloud.clock.after(longestMs, () => {
      if (task.status === 'assigned' && workspace.tasks.has(task.sid))
        deleteTask(cloud, workspace, task, null, 'task.system-deleted')
    })
  },
})
