import type { Sdk } from '../../twilio/sdk.ts'
import { createOwnWorker } from '../own-worker.ts'
import { createRemovals } from '../removals.ts'
import { eventually, type Patience } from '../synthetic/eventually.ts'

/** The resources for checking assumptions: a worker, queues and chats that are separate from the contact centre's. */
export type Stage = {
  readonly sdk: Sdk
  readonly word: string
  readonly workspaceSid: string
  readonly chatServiceSid: string
  /** Only the stage's own worker gets a task of this workflow. */
  readonly workflowSid: string
  /** Its filter requires `escalate_doctor_go` to be `yes`, and its queue has no workers. */
  readonly strictWorkflowSid: string
  /** A separate task channel; the worker accepts no other. */
  readonly channel: string
  readonly identity: string
  readonly patience: Patience
  /** Registers a new resource for removal. */
  readonly made: (what: string, remove: () => Promise<unknown>) => void
}

type Sids = { readonly workspaceSid: string; readonly chatServiceSid: string }

/** @param word unique for this run, a-z and 0-9 */
export function createAssumptionStage(sdk: Sdk, sids: Sids, { word, patience }: { word: string; patience: Patience }) {
  const workspace = sdk.taskrouter.v1.workspaces(sids.workspaceSid)
  const name = `Escalate doctor ${word}`
  const { add, dismantle } = createRemovals(name)

  async function queue(targetWorkers: string, of: string): Promise<string> {
    const made = await workspace.taskQueues.create({ friendlyName: `${name} ${of}`, targetWorkers })
    add(`queue ${made.sid}`, () => workspace.taskQueues(made.sid).remove())
    return made.sid
  }

  async function workflow(routing: object, of: string): Promise<string> {
    const configuration = JSON.stringify({ task_routing: routing })
    const made = await workspace.workflows.create({ friendlyName: `${name} ${of}`, configuration })
    add(`workflow ${made.sid}`, () => workspace.workflows(made.sid).remove())
    return made.sid
  }

  async function ownChannel(): Promise<string> {
    const uniqueName = `escalate-doctor-${word}`
    const made = await workspace.taskChannels.create({ friendlyName: uniqueName, uniqueName })
    add(`task channel ${made.sid}`, () => workspace.taskChannels(made.sid).remove())
    return uniqueName
  }

  /** Creates the worker. Closes all other channels first, because the worker may be in queues for everybody. */
  async function addWorker(identity: string, channel: string): Promise<void> {
    const { worker, here } = await createOwnWorker({ workspace, name, word, identity, add })
    const channels = await eventually(async () => {
      const all = await worker.workerChannels.list({ pageSize: 100 })
      return all.some((each) => each.taskChannelUniqueName === channel) ? all : undefined
    }, patience)
    if (!channels) throw new Error('The worker has no channels')
    for (const each of channels) {
      const isOwn = each.taskChannelUniqueName === channel
      await worker.workerChannels(each.sid).update(isOwn ? { capacity: 10, available: true } : { available: false })
    }
    await worker.update({ activitySid: here })
  }

  return {
    dismantle,
    async build(): Promise<Stage> {
      // In the form that Flex gives identities.
      const identity = `escalate_5Fdoctor_5F${word}`
      const channel = await ownChannel()
      const [own, empty] = [
        await queue(`escalate_doctor == "${word}"`, 'own'),
        await queue('1 == 2', 'without workers'),
      ]
      const workflowSid = await workflow({ filters: [], default_filter: { queue: own } }, 'open')
      const filter = { expression: 'escalate_doctor_go == "yes"', targets: [{ queue: empty }] }
      const strictWorkflowSid = await workflow({ filters: [filter] }, 'strict')
      await addWorker(identity, channel)
      return { ...sids, sdk, word, workflowSid, strictWorkflowSid, channel, identity, patience, made: add }
    },
  }
}
