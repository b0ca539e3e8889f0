import { invalid } from '../rest/rest-error.ts'
import type { TaskChannel, Workflow, Workspace } from './model.ts'

/** Finds a task channel by unique name or SID. */
export function channelNamed(workspace: Workspace, nameOrSid: string): TaskChannel {
  const channel =
    workspace.channels.get(nameOrSid) ?? [...workspace.channels.values()].find(({ sid }) => sid === nameOrSid)
  if (channel === undefined) throw invalid(`Task channel ${nameOrSid} does not exist`)
  return channel
}

/** The named workflow, or the only existing one. A task that is sent straight to a queue needs none. */
export function workflowFor(
  workspace: Workspace,
  workflowSid: string | undefined,
  queueSid?: string | undefined,
): Workflow | null {
  if (workflowSid !== undefined) {
    const workflow = workspace.workflows.get(workflowSid)
    if (workflow === undefined) throw invalid(`Workflow ${workflowSid} does not exist`)
    return workflow
  }
  if (queueSid !== undefined) return null
  const [only, second] = workspace.workflows.values()
  if (only === undefined || second !== undefined) throw invalid('WorkflowSid is required')
  return only
}
