import type { TaskQueue } from '../taskrouter/model.ts'

/**
 * A workflow for transfers, by the attributes that Twilio's own Flex template uses. To one worker: known agent routing,
 * which finds only workers of the target's queue. To a queue: a worker of
 * the queue who is not in the conversation.
 * There is no default filter, so a task that is addressed to neither is canceled.
 */
export function transferWorkflow(everyone: TaskQueue, queues: readonly TaskQueue[]): string {
  const toQueue = queues.map(({ sid, friendlyName }) => ({
    filter_friendly_name: `To the queue ${friendlyName}`,
    expression: `transferTargetType == "queue" AND transferTargetSid == "${sid}"`,
    targets: [{ queue: sid, expression: 'worker.sid NOT IN task.workerSidsInConversation' }],
  }))
  const toWorker = {
    filter_friendly_name: 'To one worker',
    expression: 'transferTargetType == "worker"',
    targets: [{ queue: everyone.sid, known_worker_sid: 'task.transferTargetSid' }],
  }
  return JSON.stringify({ task_routing: { filters: [toWorker, ...toQueue] } })
}
