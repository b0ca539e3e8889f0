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
  /** False if the channel is closed or missing. */
  readonly isChannelOpen: (channel: Channel) => Promise<boolean>
  /** The tasks of a channel's invites, the latest first. */
  readonly invitesOf: (channel: Channel) => Promise<readonly string[]>
}

/** Twilio's answer about an invite: the task it made, with its attributes as JSON text. */
const invited = z.object({
  properties: z.object({
    sid: z.string().regex(/^WT[0-9a-fA-F]{32}$/),
    attributes: z.string().catch('{}'),
    date_created: z.number().catch(0),
  }),
})
const routed = z.object({ task_sid: z.string().optional(), worker_sid: z.string().optional() }).catch({})

const kinds = { agent: 'agent', customer: 'customer', supervisor: 'supervisor' } as const

/** The longest page of these resources. */
const pageSize = 100

/** Flex Interactions. https://www.twilio.com/docs/flex/developer/conversations/interactions-api */
export function interactions(sdk: Sdk, settings: InviteSettings): Interactions {
  const resource = ({ interactionSid, channelSid }: Channel) =>
    sdk.flexApi.v1.interaction(interactionSid).channels(channelSid)

  return {
    inviteAgent: ({ taskChannel, attributes, mark, mayBeThere, ...channel }) =>
      calling('invite an agent', async () => {
        const earlier = mayBeThere ? await invitedAs(mark, channel) : undefined
        if (earlier) return { taskSid: earlier }
        const properties = {
          workspace_sid: settings.workspaceSid,
          workflow_sid: settings.workflowSid,
          task_channel_unique_name: taskChannel,
          timeout: settings.timeoutSeconds,
        }
        // Text, which the SDK sends as it is: parsing would lose digits of large numbers in others' attributes.
        const routing = `{"properties":{"attributes":${attributes},${JSON.stringify(properties).slice(1)}}`
        const made = invited.safeParse((await resource(channel).invites.create({ routing })).routing)
        if (!made.success) throw new Retryable('invite an agent: the answer is not an invite', { ambiguous: true })
        return { taskSid: made.data.properties.sid }
      }),

    inviteMarked: ({ mark, ...channel }) => calling('look for an invite', () => invitedAs(mark, channel)),

    interactionParticipants: (channel, isExpected = () => true) =>
      calling('list the participants of a channel', () => believed(() => participants(channel), isExpected)),

    isChannelOpen: (channel) =>
      calling('read a channel', async () => (await ifThere(() => resource(channel).fetch()))?.status === 'active'),

    invitesOf: (channel) =>
      calling('list the invites of a channel', async () => {
        const all = (await resource(channel).invites.list({ pageSize })).map((each) => invited.safeParse(each.routing))
        return all
          .flatMap(({ data }) => data?.properties ?? [])
          .sort((a, b) => b.date_created - a.date_created)
          .map(({ sid }) => sid)
      }),

    releaseAgent: ({ participantSid, how, ...channel }) =>
      calling('release an agent', async () => {
        try {
          await resource(channel).participants(participantSid).update({ status: how })
        } catch (problem) {
          if (!isStatus(problem, 404)) throw problem
        }
      }),

    closeChannel: ({ how, ...channel }) =>
      calling('close a channel', async () => {
        try {
          await resource(channel).update({
            status: 'closed',
            ...(how === 'closed' && { routing: { status: 'closed' } }),
          })
        } catch (problem) {
          if (!isStatus(problem, 404) && !isCode(problem, code.conversationClosed)) throw problem
        }
      }),
  }

  async function participants(channel: Channel): Promise<readonly InteractionParticipant[]> {
    const all = await resource(channel).participants.list({ pageSize })
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
   * Finds an earlier invite by the mark in its attributes, because invites take no idempotency key. Others may have
   * copied the mark, but only from the task that was made with it, so the oldest invite is ours.
   */
  async function invitedAs(mark: string, channel: Channel): Promise<string | undefined> {
    const look = async () => {
      const all = await resource(channel).invites.list({ pageSize })
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
