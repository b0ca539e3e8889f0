/** A queue as routing sees it. `targetWorkers` says who is in it. */
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

/** Whether a queue has every worker in it. */
export const isEverybody = ({ targetWorkers }: Queue): boolean => /^(|1==1)$/.test(targetWorkers.replaceAll(/\s/g, ''))

/**
 * The queue in which any worker can be found. Known agent routing asks only workers of the target's queue (error 40152), so
 * it should have everybody in it; Flex's own "Everyone" is such a queue.
 */
export function everyoneIn(queues: readonly Queue[]): Queue | undefined {
  const isNamedSo = ({ name }: Queue) => name.toLowerCase() === 'everyone'
  const all = queues.filter(isEverybody)
  return all.find(isNamedSo) ?? all[0] ?? queues.find(isNamedSo)
}

/**
 * The workflow that transfers need: a filter for one worker, and one for each queue, which leaves out whoever is in the
 * conversation already. There is no default filter, on purpose: an invite that is withdrawn (`transferTargetType` set to
 * "none") must fit nothing, so that TaskRouter itself cancels it.
 *
 * @param everyone where one worker is looked for
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
