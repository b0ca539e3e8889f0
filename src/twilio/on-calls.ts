import type { agents } from './agents.ts'
import { ifThere } from './missing.ts'
import type { Sdk } from './sdk.ts'

/** Whether TaskRouter has this identity's worker on a call of any task; undefined if there is no such worker. */
export type IsOnCall = (identity: string | undefined) => Promise<boolean | undefined>

/** https://www.twilio.com/docs/taskrouter/api/worker-channel-resource */
export function onCalls(
  sdk: Sdk,
  workspaceSid: string,
  agentLookup: Pick<ReturnType<typeof agents>, 'workerAt'>,
): IsOnCall {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  return async (identity) => {
    const workerSid = identity && (await agentLookup.workerAt(identity))
    if (!workerSid) return undefined
    // Until that is known, nobody counts as only listening.
    if (workerSid === 'soon') return true
    const channel = await ifThere(() => workspace.workers(workerSid).workerChannels('voice').fetch())
    return channel && channel.assignedTasks > 0
  }
}
