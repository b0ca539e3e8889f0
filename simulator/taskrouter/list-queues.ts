import { z } from 'zod'
import { inOrder, orderingParameter } from '../rest/ordering.ts'
import { paging, sid, text } from '../rest/parameters.ts'
import { readAttributes, workerScope } from './attributes.ts'
import { compileExpression } from './expression.ts'
import { expressionParameter } from './expression-parameter.ts'
import type { TaskQueue, Workspace } from './model.ts'
import { requireIn } from './workspace.ts'

const orderings = {
  DateCreated: ({ createdAt }: TaskQueue) => createdAt,
  FriendlyName: ({ friendlyName }: TaskQueue) => friendlyName,
}

/** The filters of a list of queues. */
export const queueListParameters = z.strictObject({
  FriendlyName: text.optional(),
  EvaluateWorkerAttributes: text.optional(),
  WorkerSid: sid('WK').optional(),
  Ordering: orderingParameter(orderings),
  ...paging(1000),
})

/** The queues that match: also those of one worker, or of workers with certain attributes. */
export function listQueues(workspace: Workspace, params: z.output<typeof queueListParameters>): TaskQueue[] {
  const { FriendlyName: name, WorkerSid: workerSid, EvaluateWorkerAttributes: given } = params
  const worker = workerSid === undefined ? undefined : workerScope(requireIn(workspace.workers, 'Workers', workerSid))
  const isServed = given === undefined ? () => true : servedBy(workspace, given)
  const found = [...workspace.queues.values()].filter(
    (queue) =>
      queue.friendlyName === (name ?? queue.friendlyName) &&
      (worker === undefined || compileExpression(queue.targetWorkers)(worker)) &&
      isServed(queue),
  )
  return inOrder(found, params.Ordering, orderings)
}

/** Attributes describe a possible worker; an expression selects existing workers. */
function servedBy(workspace: Workspace, given: string): (queue: TaskQueue) => boolean {
  if (given.trimStart().startsWith('{')) {
    const attributes = readAttributes(given)
    return (queue) => compileExpression(queue.targetWorkers)(attributes)
  }
  const isMeant = expressionParameter('EvaluateWorkerAttributes', given)
  const meant = [...workspace.workers.values()].map(workerScope).filter((scope) => isMeant?.(scope))
  return (queue) => meant.some(compileExpression(queue.targetWorkers))
}
