/** A queue for routing. `targetWorkers`: the expression that selects its workers. */
export type Queue = { readonly sid: string; readonly name: string; readonly targetWorkers: string }

/** A workflow's configuration in Twilio's own form. https://www.twilio.com/docs/taskrouter/workflow-configuration */
export type WorkflowConfiguration = {
  readonly task_routing: {
    readonly filters: readonly {
      readonly filter_friendly_name: string
      readonly expression: string
      readonly targets: readonly Readonly<Record<string, string>>[]
    }[]
  }
}

/** Whether every worker is in a queue. */
export const isEverybody = ({ targetWorkers }: Queue): boolean => /^(|1==1)$/.test(targetWorkers.replaceAll(/\s/g, ''))

/**
 * The queue for transfers to one worker. Known agent routing finds only workers of the target's queue (error 40152), so
 * the queue should contain every worker; Flex's own "Everyone" does.
 */
export function everyoneIn(queues: readonly Queue[]): Queue | undefined {
  const isEveryone = ({ name }: Queue) => name.toLowerCase() === 'everyone'
  const all = queues.filter(isEverybody)
  return all.find(isEveryone) ?? all[0] ?? queues.find(isEveryone)
}

/**
 * The workflow for transfers: a filter for one worker, and one for each queue, which leaves out agents who are in the
 * conversation already. It has no default filter on purpose: a withdrawn invite (`transferTargetType` set to "none")
 * must match no filter, so that TaskRouter cancels it.
 *
 * @param everyone the queue for transfers to one worker
 */
export const transferWorkflow = (queues: readonly Queue[], everyone: Queue): WorkflowConfiguration => ({
  task_routing: {
    filters: [
      {
        filter_friendly_name: 'Transfer to a worker',
        expression: 'transferTargetType == "worker"',
        targets: [{ queue: everyone.sid, known_worker_sid: 'task.transferTargetSid' }],
      },
      ...queues.map(({ sid, name }) => ({
        filter_friendly_name: `Transfer to ${name}`,
        expression: `transferTargetType == "queue" AND transferTargetSid == "${sid}"`,
        targets: [{ queue: sid, expression: 'worker.sid NOT IN task.workerSidsInConversation' }],
      })),
    ],
  },
})
