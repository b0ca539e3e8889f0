import type { Sdk } from '../twilio/sdk.ts'
import type { Change } from './change.ts'
import type { Sids } from './read.ts'

/** Makes one change. @returns the change, with the SID of a new workflow */
export async function performChange(sdk: Sdk, { workspaceSid, chatServiceSid }: Sids, change: Change): Promise<Change> {
  const { configuration, services } = sdk.conversations.v1
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  switch (change.of) {
    case 'conversations': {
      const { url, method, filters } = change.after
      // An empty list cannot be sent, so old filters stay; without an address they have no effect.
      const settings = { postWebhookUrl: url, method, ...(filters.length > 0 && { filters: [...filters] }) }
      if (change.scope === 'service') await services(chatServiceSid).configuration.webhooks().update(settings)
      else await configuration.webhooks().update(settings)
      return change
    }
    case 'taskrouter':
      await workspace.update({ eventCallbackUrl: change.after.url, eventsFilter: change.after.events.join(',') })
      return change
    case 'workflow': {
      const { sid, name, after } = change
      if (after === null) {
        if (sid !== undefined) await workspace.workflows(sid).remove()
        return change
      }
      if (sid === undefined) {
        const made = await workspace.workflows.create({ friendlyName: name, configuration: after })
        return { ...change, sid: made.sid }
      }
      await workspace.workflows(sid).update({ configuration: after })
      return change
    }
  }
}
