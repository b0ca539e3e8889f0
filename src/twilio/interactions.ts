import { z } from 'zod'
import type { InteractionParticipant } from '../core/commands.ts'
import { Retryable } from '../core/errors.ts'
import { calling, code, isCode, isStatus } from './codes.ts'
import { believed, ifThere } from './missing.ts'
import type { Channel, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

export type InviteSettings = {
  readonly workspaceSid: string
  readonly workflowSid: string | undefined
  readonly timeoutSeconds: number
}

type Interactions = Pick<
  Twilio,
  'inviteAgent' | 'inviteMarked' | 'interactionParticipants' | 'releaseAgent' | 'closeChannel'
> & {
  /** False when the channel is closed or gone. */
  readonly isChannelOpen: (place: Channel) => Promise<boolean>
  /** The tasks of a channel's invites, the latest first. */
  readonly invitesOf: (place: Channel) => Promise<readonly string[]>
}

/** What Twilio answers about an invite: the task it made, with its attributes as JSON text. */
const invited = z.object({
  properties: z.object({
    sid: z.string().regex(/^WT[0-9a-fA-F]{32}$/),
    attributes: z.string().catch('{}'),
    date_created: z.number().catch(0),
  }),
})
const routed = z.object({ task_sid: z.string().optional(), worker_sid: z.string().optional() }).catch({})

const kinds = { agent: 'agent', customer: 'customer', supervisor: 'supervisor' } as const

/** The longest page these resources give. */
const pageSize = 100

/** Flex Interactions. https://www.twilio.com/docs/flex/developer/conversations/interactions-api */
export function interactions(sdk: Sdk, settings: InviteSettings): Interactions {
  const channel = ({ interactionSid, channelSid }: Channel) =>
    sdk.flexApi.v1.interaction(interactionSid).channels(channelSid)

  return {
    inviteAgent: ({ taskChannel, attributes, mark, mayBeThere, ...place }) =>
      calling('invite an agent', async () => {
        const earlier = mayBeThere ? await invitedAs(mark, place) : undefined
        if (earlier) return { taskSid: earlier }
        const properties = {
          workspace_sid: settings.workspaceSid,
          workflow_sid: settings.workflowSid,
          task_channel_unique_name: taskChannel,
          timeout: settings.timeoutSeconds,
        }
        // As text, which the SDK sends as it is: a value would lose the digits of others' numbers.
        const routing = `{"properties":{"attributes":${attributes},${JSON.stringify(properties).slice(1)}}`
        const made = invited.safeParse((await channel(place).invites.create({ routing })).routing)
        if (!made.success) throw new Retryable('invite an agent: the answer is not an invite', { ambiguous: true })
        return { taskSid: made.data.properties.sid }
      }),

    inviteMarked: ({ mark, ...place }) => calling('look for an invite', () => invitedAs(mark, place)),

    interactionParticipants: (place, isExpected = () => true) =>
      calling('list the people of a channel', () => believed(() => participants(place), isExpected)),

    isChannelOpen: (place) =>
      calling('read a channel', async () => (await ifThere(() => channel(place).fetch()))?.status === 'active'),

    invitesOf: (place) =>
      calling('list the invites of a channel', async () => {
        const all = (await channel(place).invites.list({ pageSize })).map((each) => invited.safeParse(each.routing))
        return all
          .flatMap(({ data }) => data?.properties ?? [])
          .sort((a, b) => b.date_created - a.date_created)
          .map(({ sid }) => sid)
      }),

    releaseAgent: ({ participantSid, how, ...place }) =>
      calling('release an agent', async () => {
        try {
          await channel(place).participants(participantSid).update({ status: how })
        } catch (problem) {
          if (!isStatus(problem, 404)) throw problem
        }
      }),

    closeChannel: ({ how, ...place }) =>
      calling('close a channel', async () => {
        try {
          await channel(place).update({ status: 'closed', ...(how === 'closed' && { routing: { status: 'closed' } }) })
        } catch (problem) {
          if (!isStatus(problem, 404) && !isCode(problem, code.conversationClosed)) throw problem
        }
      }),
  }

  async function participants(place: Channel): Promise<readonly InteractionParticipant[]> {
    const all = await channel(place).participants.list({ pageSize })
    return all.map((each): InteractionParticipant => {
      const { worker_sid, task_sid } = routed.parse(each.routingProperties ?? {})
      return {
        participantSid: each.sid,
        kind: kinds[each.type as keyof typeof kinds] ?? 'other',
        ...(worker_sid && { workerSid: worker_sid }),
        ...(task_sid && { taskSid: task_sid }),
      }
    })
  }

  /**
   * Invites take no idempotency key, so the mark in the attributes is what tells a repeat. Others may have copied it, but only
   * from the task that was made with it: the oldest is ours.
   */
  async function invitedAs(mark: string, place: Channel): Promise<string | undefined> {
    const look = async () => {
      const all = await channel(place).invites.list({ pageSize })
      const found = all.flatMap((each) => {
        const parsed = invited.safeParse(each.routing)
        return parsed.success && parsed.data.properties.attributes.includes(JSON.stringify(mark)) ? [parsed.data] : []
      })
      const [oldest] = found.sort((a, b) => a.properties.date_created - b.properties.date_created)
      return oldest?.properties.sid
    }
    return believed(look, (sid) => sid !== undefined)
  }
}
