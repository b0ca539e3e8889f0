import type { Cloud } from '../cloud/cloud.ts'
import { setActivity } from '../taskrouter/workers.ts'
import { present } from './control-error.ts'

/** Moves a worker of any workspace to the activity with this name. */
export function changeActivity(cloud: Cloud, workerSid: string, name: string): void {
  const workspaces = [...cloud.taskrouter.workspaces.values()]
  const workspace = present(
    workspaces.find(({ workers }) => workers.has(workerSid)),
    'worker',
    workerSid,
  )
  const activities = [...workspace.activities.values()]
  const activity = present(
    activities.find(({ friendlyName }) => friendlyName === name),
    'activity',
    name,
  )
  setActivity(cloud, workspace, present(workspace.workers.get(workerSid), 'worker', workerSid), activity.sid)
}
