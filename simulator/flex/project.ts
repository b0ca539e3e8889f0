import type { Cloud } from '../cloud/cloud.ts'
import { createQueue, createWorkflow, createWorkspace } from '../taskrouter/workspace.ts'
import type { FlexProject } from './model.ts'
import { transferWorkflow } from './transfer-workflow.ts'

/** The account's Flex project. The first call creates it, much like Flex's own set-up. */
export function flexProject(cloud: Cloud): FlexProject {
  if (cloud.flex.project !== null) return cloud.flex.project
  const { workspaceSid, transferWorkflowSid } = cloud.fixedSids
  const workspace = createWorkspace(cloud, 'Flex Task Assignment', workspaceSid)
  const everyone = createQueue(cloud, workspace, 'Everyone', '1==1')
  const queue = createQueue(cloud, workspace, 'Chat', 'roles HAS "agent"')
  const skilled = ['Support', 'Sales'].map((name) =>
    createQueue(cloud, workspace, name, `routing.skills HAS "${name.toLowerCase()}"`),
  )
  const workflow = createWorkflow(cloud, workspace, {
    friendlyName: 'Assign to Anyone',
    configuration: JSON.stringify({ task_routing: { filters: [], default_filter: { queue: queue.sid } } }),
  })
  const transfers = createWorkflow(cloud, workspace, {
    friendlyName: 'Chat Transfer',
    sid: transferWorkflowSid,
    configuration: transferWorkflow(everyone, [everyone, queue, ...skilled]),
  })
  cloud.flex.project = {
    instanceSid: cloud.newSid('GO'),
    workspaceSid: workspace.sid,
    everyoneQueueSid: everyone.sid,
    queueSid: queue.sid,
    workflowSid: workflow.sid,
    transferWorkflowSid: transfers.sid,
  }
  return cloud.flex.project
}
