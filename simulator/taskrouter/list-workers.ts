import { z } from 'zod'
import { inOrder, orderingParameter } from '../rest/ordering.ts'
import { flag, paging, sid, text } from '../rest/parameters.ts'
import { workerScope } from './attributes.ts'
import { expressionParameter } from './expression-parameter.ts'
import type { Worker, Workspace } from './model.ts'

const orderings = {
  DateCreated: ({ createdAt }: Worker) => createdAt,
  DateStatusChanged: ({ statusChangedAt }: Worker) => statusChangedAt,
  DateUpdated: ({ updatedAt }: Worker) => updatedAt,
  FriendlyName: ({ friendlyName }: Worker) => friendlyName,
}

/** The filters of a list of workers. */
export const workerListParameters = z.strictObject({
  ActivityName: text.optional(),
  ActivitySid: sid('WA').optional(),
  Available: flag.optional(),
  FriendlyName: text.optional(),
  TargetWorkersExpression: text.optional(),
  TaskQueueName: text.optional(),
  TaskQueueSid: sid('WQ').optional(),
  Ordering: orderingParameter(orderings),
  ...paging(1000),
})

/** The workers that match. A queue that does not exist has none. */
export function listWorkers(workspace: Workspace, params: z.output<typeof workerListParameters>): Worker[] {
  const { TaskQueueSid: queueSid, TaskQueueName: queueName } = params
  const isOfQueue = queueSid !== undefined || queueName !== undefined
  const queue = [...workspace.queues.values()].find(
    ({ sid, friendlyName }) => sid === (queueSid ?? sid) && friendlyName === (queueName ?? friendlyName),
  )
  if (isOfQueue && queue === undefined) return []
  const expressions = [
    isOfQueue ? expressionParameter('TargetWorkers', queue?.targetWorkers) : undefined,
    expressionParameter('TargetWorkersExpression', params.TargetWorkersExpression),
  ].flatMap((each) => each ?? [])
  const found = [...workspace.workers.values()].filter((worker) => {
    const activity = workspace.activities.get(worker.activitySid)
    // Parsing attributes is the slowest part, and most lists do not need them.
    const scope = expressions.length > 0 ? workerScope(worker) : {}
    return (
      worker.activitySid === (params.ActivitySid ?? worker.activitySid) &&
      activity?.friendlyName === (params.ActivityName ?? activity?.friendlyName) &&
      activity?.available === (params.Available ?? activity?.available) &&
      worker.friendlyName === (params.FriendlyName ?? worker.friendlyName) &&
      expressions.every((fits) => fits(scope))
    )
  })
  return inOrder(found, params.Ordering, orderings)
}
