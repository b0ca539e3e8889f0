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

/** The routing of transfers in this account: its workflow, and what is wrong with it. */
export function createTransferRouting(sdk: Sdk, at: { readonly workspaceSid: string; readonly workflowSid: string }) {
  const configuration = async () =>
    (await sdk.taskrouter.v1.workspaces(at.workspaceSid).workflows(at.workflowSid).fetch()).configuration

  return {
    /** What the workflow leaves out. @returns undefined if its configuration cannot be read */
    async gaps(): Promise<Gaps | undefined> {
      const [text, queues] = await Promise.all([configuration(), readQueues(sdk, at.workspaceSid)])
      return gapsOf(text, queues)
    },

    /** Why no transfer can work, in a few words. The answer is cached. */
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
