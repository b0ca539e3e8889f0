import { calling } from './codes.ts'
import { namesOf } from './desk.ts'
import { ifThere } from './missing.ts'
import type { Named, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

type Targets = Pick<Twilio, 'worker' | 'queue' | 'targets'>

/** The longest page TaskRouter gives. A name is looked for to the end: on a later page may be another one who is called so. */
const pageSize = 1_000

/** Whom a conversation can be handed to: workers and queues of TaskRouter. */
export function targets(sdk: Sdk, workspaceSid: string): Targets {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)

  return {
    worker: (workerSid) =>
      calling('read worker', () => ifThere(async () => fromWorker(await workspace.workers(workerSid).fetch()))),

    queue: (queueSid) =>
      calling('read queue', () => ifThere(async () => fromQueue(await workspace.taskQueues(queueSid).fetch()))),

    targets: () =>
      calling('list workers and queues', async () => {
        const [workers, queues] = await Promise.all([
          workspace.workers.list({ pageSize }),
          workspace.taskQueues.list({ pageSize }),
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
