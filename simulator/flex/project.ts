import type { Cloud } from '../cloud/cloud.ts'
import { createQueue, createWorkflow, createWorkspace } from '../taskrouter/workspace.ts'
import type { FlexProject } from './model.ts'

/** The Flex project of the account, set up the first time it is asked for, much as Flex sets itself up. */
export function flexProject(cloud: Cloud): FlexProject {
  if (cloud.flex.project !== null) return cloud.flex.project
  const { workspaceSid, transferWorkflowSid } = cloud.fixedSids
  const workspace = createWorkspace(cloud, 'Flex Task Assignment', workspaceSid)
  const queue = createQueue(cloud, workspace, 'Everyone', 'roles HAS "agent"')
  const workflow = createWorkflow(cloud, workspace, {
    friendlyName: 'Assign to Anyone',
    configuration: JSON.stringify({ task_routing: { filters: [], default_filter: { queue: queue.sid } } }),
  })
  const transferWorkflow = createWorkflow(cloud, workspace, {
    friendlyName: 'Chat Transfer',
    sid: transferWorkflowSid,
    configuration: JSON.stringify(transferRouting(queue.sid)),
  })
  cloud.flex.project = {
    instanceSid: cloud.newSid('GO'),
    workspaceSid: workspace.sid,
    queueSid: queue.sid,
    workflowSid: workflow.sid,
    transferWorkflowSid: transferWorkflow.sid,
  }
  return cloud.flex.project
}

/** Not back to those the task asks to pass over: a list of worker SIDs, bare or as Twilio's Flex template nests it. */
const transferRouting = (queue: string) => ({
  task_routing: {
    filters: [
      {
        filter_friendly_name: 'Anybody but the agent who transfers',
        expression: '1 == 1',
        targets: [
          {
            queue,
            expression:
              'worker.sid NOT IN task.workersToIgnore AND worker.sid NOT IN task.workersToIgnore.workerSidsArray',
          },
        ],
      },
    ],
    default_filter: { queue },
  },
})
