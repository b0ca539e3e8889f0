import { namesOf } from './assignment.ts'
import { calling } from './codes.ts'
import { ifThere } from './missing.ts'
import type { Named, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'
import { isReached } from './workflow-gaps.ts'

type Targets = Pick<Twilio, 'worker' | 'queue' | 'queues' | 'targets'>

/** TaskRouter's longest page. All pages are read, because a name may occur on several of them. */
const pageSize = 1_000

/** Desktops that open their lists at the same time share one request (ms). */
const rememberedMs = 15_000

/** The targets of transfers: workers and queues of TaskRouter. */
export function targets(
  sdk: Sdk,
  at: { readonly workspaceSid: string; readonly workflowSid: string | undefined },
): Targets {
  const workspace = sdk.taskrouter.v1.workspaces(at.workspaceSid)
  const { workflowSid } = at
  const workflow = async () =>
    (workflowSid && (await ifThere(() => workspace.workflows(workflowSid).fetch()))?.configuration) || ''
  const allQueues = async () => {
    const [queues, routing] = await Promise.all([workspace.taskQueues.list({ pageSize }), workflow()])
    return queues.map((queue) => fromQueue(queue, routing))
  }
  let cached: { readonly at: number; readonly queues: Promise<readonly Named[]> } | undefined

  return {
    worker: (workerSid) =>
      calling('read worker', () => ifThere(async () => fromWorker(await workspace.workers(workerSid).fetch()))),

    queue: (queueSid) =>
      calling('read queue', () =>
        ifThere(async () => {
          const [queue, routing] = await Promise.all([workspace.taskQueues(queueSid).fetch(), workflow()])
          return fromQueue(queue, routing)
        }),
      ),

    async queues() {
      const now = performance.now()
      if (!cached || now - cached.at > rememberedMs) cached = { at: now, queues: calling('list queues', allQueues) }
      const { queues } = cached
      queues.catch(() => {
        if (cached?.queues === queues) cached = undefined
      })
      return queues
    },

    targets: () =>
      calling('list workers and queues', async () => {
        const [workers, queues] = await Promise.all([workspace.workers.list({ pageSize }), allQueues()])
        return [...queues, ...workers.map(fromWorker)]
      }),
  }
}

type Worker = {
  readonly sid: string
  readonly friendlyName: string
  readonly available: boolean
  readonly attributes: string
}

function fromWorker({ sid, friendlyName, available, attributes }: Worker): Named {
  const { displayName, fullName } = namesOf(attributes)
  return {
    kind: 'worker',
    sid,
    name: fullName || friendlyName,
    ...(displayName && { displayName }),
    isAvailable: available,
    alsoCalled: [friendlyName, fullName, displayName].filter((each) => each !== ''),
  }
}

type Queue = { readonly sid: string; readonly friendlyName: string }

const fromQueue = ({ sid, friendlyName }: Queue, routing: string): Named => ({
  kind: 'queue',
  sid,
  name: friendlyName,
  isAvailable: isReached(routing, sid),
  alsoCalled: [friendlyName],
})
