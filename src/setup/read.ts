import { isStatus } from '../twilio/codes.ts'
import type { Sdk } from '../twilio/sdk.ts'
import { readQueues } from '../twilio/transfer-routing.ts'
import type { AsIs, Workflow } from './as-is.ts'

export type Sids = { readonly workspaceSid: string; readonly chatServiceSid: string }
/** The workflow to look for. */
export type Sought = { readonly sid?: string | undefined; readonly name: string }

/** Reads the account as far as the set-up touches it. */
export async function readAsIs(sdk: Sdk, { workspaceSid, chatServiceSid }: Sids, sought: Sought): Promise<AsIs> {
  const { configuration, services } = sdk.conversations.v1
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  const [account, service, { eventCallbackUrl, eventsFilter }, queues, workflow] = await Promise.all([
    configuration.webhooks().fetch(),
    services(chatServiceSid).configuration.webhooks().fetch(),
    workspace.fetch(),
    readQueues(sdk, workspaceSid),
    find(),
  ])
  return {
    account: { ...webhook(account), target: account.target },
    service: webhook(service),
    taskrouter: { url: eventCallbackUrl ?? '', events: named(eventsFilter ?? '') },
    queues,
    workflow,
  }

  async function find(): Promise<Workflow | undefined> {
    try {
      const found =
        sought.sid === undefined
          ? (await workspace.workflows.list({ friendlyName: sought.name, limit: 1 }))[0]
          : await workspace.workflows(sought.sid).fetch()
      return found && { sid: found.sid, name: found.friendlyName, configuration: found.configuration }
    } catch (problem) {
      if (isStatus(problem, 404)) return undefined
      throw problem
    }
  }
}

/** Twilio answers null for unset values, although the SDK's types do not say so. */
type Read = {
  readonly postWebhookUrl: string | null
  readonly preWebhookUrl: string | null
  readonly method: string | null
  readonly filters: readonly string[] | null
}

const webhook = ({ postWebhookUrl, preWebhookUrl, method, filters }: Read) => ({
  url: postWebhookUrl ?? '',
  preUrl: preWebhookUrl ?? '',
  method: (method ?? 'POST').toUpperCase(),
  filters: filters ?? [],
})

const named = (list: string): readonly string[] => list.split(',').flatMap((each) => each.trim() || [])
