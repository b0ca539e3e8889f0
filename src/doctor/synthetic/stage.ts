import type { Sdk } from '../../twilio/sdk.ts'
import { createOwnWorker } from '../own-worker.ts'
import { createRemovals } from '../removals.ts'

/** A chat without a customer, with an agent of its own: it concerns no customer and no agent of the contact centre. */
export type Stage = {
  readonly conversationSid: string
  readonly taskSid: string
  readonly identity: string
}

type Sids = { readonly workspaceSid: string; readonly chatServiceSid: string }

/**
 * Makes the resources of one escalation, and remembers how to remove them. Worker, queue and workflow are tied by a
 * unique word, so that they get no other tasks and no other workers.
 *
 * @param word unique for this run, a-z and 0-9
 */
export function createStage(sdk: Sdk, { workspaceSid, chatServiceSid }: Sids, word: string) {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  const conversations = sdk.conversations.v1.services(chatServiceSid).conversations
  const name = `Escalate doctor ${word}`
  const { add, dismantle } = createRemovals(name)

  async function addWorker(identity: string): Promise<void> {
    const { worker, here } = await createOwnWorker({ workspace, name, word, identity, add })
    await worker.update({ activitySid: here })
  }

  async function route(): Promise<string> {
    const queue = await workspace.taskQueues.create({
      friendlyName: name,
      targetWorkers: `escalate_doctor == "${word}"`,
    })
    add(`queue ${queue.sid}`, () => workspace.taskQueues(queue.sid).remove())
    const configuration = { task_routing: { filters: [], default_filter: { queue: queue.sid } } }
    const workflow = await workspace.workflows.create({
      friendlyName: name,
      configuration: JSON.stringify(configuration),
    })
    add(`workflow ${workflow.sid}`, () => workspace.workflows(workflow.sid).remove())
    return workflow.sid
  }

  /** Closes rooms that are left if a step failed. */
  async function closeRooms(conversationSid: string): Promise<void> {
    const all = await sdk.video.v1.rooms.list({ status: 'in-progress', pageSize: 1000 })
    const ours = all.filter(({ uniqueName }) => uniqueName.startsWith(`esc-${conversationSid.slice(2)}-`))
    for (const { sid } of ours) await sdk.video.v1.rooms(sid).update({ status: 'completed' })
  }

  return {
    async build(): Promise<Stage> {
      // In the form that Flex gives identities: the server reads the list of agents again for such an identity.
      const identity = `escalate_5Fdoctor_5F${word}`
      const conversation = await conversations.create({ friendlyName: name })
      add(`conversation ${conversation.sid}`, () => conversations(conversation.sid).remove())
      const workflowSid = await route()
      await addWorker(identity)
      const attributes = { conversationSid: conversation.sid, channelType: 'web', escalate_doctor: word }
      const task = await workspace.tasks.create({
        workflowSid,
        taskChannel: 'chat',
        attributes: JSON.stringify(attributes),
        timeout: 3_600,
      })
      add(`task ${task.sid}`, () => workspace.tasks(task.sid).remove())
      add(`room of ${conversation.sid}`, () => closeRooms(conversation.sid))
      return { conversationSid: conversation.sid, taskSid: task.sid, identity }
    },

    dismantle,
  }
}
