import { calling, isStatus } from './codes.ts'
import { namesOf } from './desk.ts'
import type { Named, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

type Targets = Pick<Twilio, 'worker' | 'queue' | 'targets'>

/** A name is looked for among so many of each: one page of Twilio's, and one request. */
const most = 1_000

/** Whom a conversation can be handed to: workers and queues of TaskRouter. */
export function targets(sdk: Sdk, workspaceSid: string): Targets {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)

  return {
    worker: (workerSid) =>
      calling('read worker', () => unlessMissing(async () => fromWorker(await workspace.workers(workerSid).fetch()))),

    queue: (queueSid) =>
      calling('read queue', () => unlessMissing(async () => fromQueue(await workspace.taskQueues(queueSid).fetch()))),

    targets: () =>
      calling('list workers and queues', async () => {
        const [workers, queues] = await Promise.all([
          workspace.workers.list({ limit: most, pageSize: most }),
          workspace.taskQueues.list({ limit: most, pageSize: most }),
        ])
        return [...queues.map(fromQueue), ...workers.map(fromWorker)]
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

const fromQueue = ({ sid, friendlyName }: { readonly sid: string; readonly friendlyName: string }): Named => ({
  kind: 'queue',
  sid,
  name: friendlyName,
  isAvailable: true,
  alsoCalled: [friendlyName],
})

async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (problem) {
    if (isStatus(problem, 404)) return undefined
    throw problem
  }
}
