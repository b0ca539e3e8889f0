import type { Sdk } from '../../twilio/sdk.ts'
import type { Finding } from '../check.ts'

/** A chat of nobody, and an agent of its own who has it: no customer and no agent of the contact centre is touched. */
export type Stage = {
  readonly conversationSid: string
  readonly taskSid: string
  readonly identity: string
}

type Removal = { readonly what: string; readonly remove: () => Promise<unknown> }
type Places = { readonly workspaceSid: string; readonly chatServiceSid: string }

/**
 * Makes what one escalation needs, and remembers how each part is taken away again. Worker, queue and workflow are found by a
 * word that nobody else has, so that no other task and no other worker meets them.
 *
 * @param word of this one run, a-z and 0-9
 */
export function createStage(sdk: Sdk, { workspaceSid, chatServiceSid }: Places, word: string) {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  const conversations = sdk.conversations.v1.services(chatServiceSid).conversations
  const removals: Removal[] = []
  const name = `Escalate doctor ${word}`

  async function activity(available: boolean): Promise<string> {
    const [found] = await workspace.activities.list({ available: String(available), limit: 1 })
    if (!found) throw new Error(`The workspace has no activity that is ${available ? '' : 'not '}available`)
    return found.sid
  }

  async function hire(identity: string): Promise<void> {
    const [here, away] = await Promise.all([activity(true), activity(false)])
    const attributes = { escalate_doctor: word, contact_uri: `client:${identity}`, full_name: 'Escalate doctor' }
    const worker = await workspace.workers.create({
      friendlyName: name,
      activitySid: here,
      attributes: JSON.stringify(attributes),
    })
    removals.push({
      what: `worker ${worker.sid}`,
      // TaskRouter keeps a worker who is available.
      remove: async () => {
        await workspace.workers(worker.sid).update({ activitySid: away })
        await workspace.workers(worker.sid).remove()
      },
    })
  }

  async function route(): Promise<string> {
    const queue = await workspace.taskQueues.create({
      friendlyName: name,
      targetWorkers: `escalate_doctor == "${word}"`,
    })
    removals.push({ what: `queue ${queue.sid}`, remove: () => workspace.taskQueues(queue.sid).remove() })
    const configuration = { task_routing: { filters: [], default_filter: { queue: queue.sid } } }
    const workflow = await workspace.workflows.create({
      friendlyName: name,
      configuration: JSON.stringify(configuration),
    })
    removals.push({ what: `workflow ${workflow.sid}`, remove: () => workspace.workflows(workflow.sid).remove() })
    return workflow.sid
  }

  /** One that is left only where a step failed. */
  async function closeRooms(conversationSid: string): Promise<void> {
    const all = await sdk.video.v1.rooms.list({ status: 'in-progress', pageSize: 1000 })
    const ours = all.filter(({ uniqueName }) => uniqueName.startsWith(`esc-${conversationSid.slice(2)}-`))
    for (const { sid } of ours) await sdk.video.v1.rooms(sid).update({ status: 'completed' })
  }

  return {
    async build(): Promise<Stage> {
      // As Flex writes it: whoever bears such a name may be an agent hired a moment ago, and is waited for.
      const identity = `escalate_5Fdoctor_5F${word}`
      const conversation = await conversations.create({ friendlyName: name })
      removals.push({
        what: `conversation ${conversation.sid}`,
        remove: () => conversations(conversation.sid).remove(),
      })
      const workflowSid = await route()
      await hire(identity)
      const attributes = { conversationSid: conversation.sid, channelType: 'web', escalate_doctor: word }
      const task = await workspace.tasks.create({
        workflowSid,
        taskChannel: 'chat',
        attributes: JSON.stringify(attributes),
        timeout: 3_600,
      })
      removals.push({ what: `task ${task.sid}`, remove: () => workspace.tasks(task.sid).remove() })
      removals.push({ what: `room of ${conversation.sid}`, remove: () => closeRooms(conversation.sid) })
      return { conversationSid: conversation.sid, taskSid: task.sid, identity }
    },

    /** Takes everything away, the newest first; whatever cannot be is named. */
    async dismantle(): Promise<readonly Finding[]> {
      const left: Finding[] = []
      for (const { what, remove } of removals.reverse()) {
        try {
          await remove()
        } catch (problem) {
          const why = problem instanceof Error ? problem.message : String(problem)
          left.push({ what: `The ${what} could not be removed: ${why}`, todo: `Remove "${name}" in the console.` })
        }
      }
      return left
    },
  }
}
