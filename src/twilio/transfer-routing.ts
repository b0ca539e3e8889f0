import { isStatus } from './codes.ts'
import { remembered } from './remembered.ts'
import type { Sdk } from './sdk.ts'
import type { Queue } from './transfer-workflow.ts'
import { type Gaps, gapsOf } from './workflow-gaps.ts'

export type TransferRouting = ReturnType<typeof createTransferRouting>

/** Every queue of a workspace, in Twilio's order. */
export async function readQueues(sdk: Sdk, workspaceSid: string): Promise<readonly Queue[]> {
  const queues = await sdk.taskrouter.v1.workspaces(workspaceSid).taskQueues.list({ pageSize: 1000 })
  return queues.map(({ sid, friendlyName, targetWorkers }) => ({ sid, name: friendlyName, targetWorkers }))
}

/** How transfers are routed in this account: the workflow they need, and what is wrong with it. */
export function createTransferRouting(sdk: Sdk, at: { readonly workspaceSid: string; readonly workflowSid: string }) {
  const configuration = async () =>
    (await sdk.taskrouter.v1.workspaces(at.workspaceSid).workflows(at.workflowSid).fetch()).configuration

  return {
    /** @returns undefined when the workflow's configuration cannot be read */
    async gaps(): Promise<Gaps | undefined> {
      const [text, queues] = await Promise.all([configuration(), readQueues(sdk, at.workspaceSid)])
      return gapsOf(text, queues)
    },

    /** What keeps every transfer from working, in a few words. Asked at most once a minute. */
    whatIsWrong: remembered(async () => {
      try {
        const gaps = gapsOf(await configuration(), [])
        return gaps ? undefined : 'the configuration of TWILIO_TRANSFER_WORKFLOW_SID cannot be read'
      } catch (problem) {
        if (isStatus(problem, 404)) return 'there is no workflow TWILIO_TRANSFER_WORKFLOW_SID'
        return isStatus(problem, 401) ? 'the API key is not accepted' : 'not reachable'
      }
    }),
  }
}
