import type { Sdk } from '../twilio/sdk.ts'
import type { Removals } from './removals.ts'

type Workspace = ReturnType<Sdk['taskrouter']['v1']['workspaces']>
type OwnWorker = {
  readonly workspace: Workspace
  /** For finding the worker in the console. */
  readonly name: string
  /** The attribute value by which the doctor's own queue selects the worker. */
  readonly word: string
  readonly identity: string
  readonly add: Removals['add']
}

/** Creates the doctor's own worker, not available yet. @returns the worker, and an activity with tasks */
export async function createOwnWorker({ workspace, name, word, identity, add }: OwnWorker) {
  const [here, away] = await Promise.all([activity(workspace, true), activity(workspace, false)])
  const attributes = { escalate_doctor: word, contact_uri: `client:${identity}`, full_name: 'Escalate doctor' }
  const { sid } = await workspace.workers.create({
    friendlyName: name,
    activitySid: away,
    attributes: JSON.stringify(attributes),
  })
  const worker = workspace.workers(sid)
  // TaskRouter does not delete an available worker.
  add(`worker ${sid}`, async () => {
    await worker.update({ activitySid: away })
    await worker.remove()
  })
  return { worker, here }
}

async function activity(workspace: Workspace, available: boolean): Promise<string> {
  const [found] = await workspace.activities.list({ available: String(available), limit: 1 })
  if (!found) throw new Error(`The workspace has no activity that is ${available ? '' : 'not '}available`)
  return found.sid
}
