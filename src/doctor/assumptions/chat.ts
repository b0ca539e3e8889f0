import { z } from 'zod'
import { eventually } from '../synthetic/eventually.ts'
import { holds, type Seen, unclear, untrue } from './look.ts'
import type { Stage } from './stage.ts'
import { accepted } from './tasks.ts'

const made = z.object({ sid: z.string(), channel: z.object({ sid: z.string() }) })
const invited = z.object({ properties: z.object({ sid: z.string(), attributes: z.string().optional() }) })

type Chat = { readonly interactionSid: string; readonly channelSid: string; readonly conversationSid: string }

/** Makes a Flex chat with an invented customer, routed to the stage's own worker. */
async function aChat(stage: Stage): Promise<Chat> {
  const { sdk, word, workspaceSid, chatServiceSid, workflowSid, channel } = stage
  const conversations = sdk.conversations.v1.services(chatServiceSid).conversations
  const { sid: conversationSid } = await conversations.create({ friendlyName: `Escalate doctor ${word}` })
  stage.made(`conversation ${conversationSid}`, () => conversations(conversationSid).remove())
  await conversations(conversationSid).participants.create({ identity: customerOf(stage) })
  const attributes = { escalate_doctor: word, escalate_doctor_mark: markOf(stage) }
  const interaction = await sdk.flexApi.v1.interaction.create({
    channel: { type: 'web', initiated_by: 'api', properties: { media_channel_sid: conversationSid } },
    routing: {
      properties: {
        workspace_sid: workspaceSid,
        workflow_sid: workflowSid,
        task_channel_unique_name: channel,
        timeout: 600,
        attributes,
      },
    },
  })
  const { sid: interactionSid, channel: of } = made.parse(interaction)
  const resource = sdk.flexApi.v1.interaction(interactionSid).channels(of.sid)
  stage.made(`interaction ${interactionSid}`, () =>
    resource.update({ status: 'closed', routing: { status: 'closed' } }),
  )
  return { interactionSid, channelSid: of.sid, conversationSid }
}

const customerOf = ({ word }: Stage): string => `escalate-doctor-customer-${word}`
const markOf = ({ word }: Stage): string => `mark-${word}`

async function invites({ sdk, patience }: Stage, { interactionSid, channelSid }: Chat) {
  const all = sdk.flexApi.v1.interaction(interactionSid).channels(channelSid).invites
  const look = async () => {
    const found = (await all.list({ pageSize: 100 })).flatMap(({ routing }) => invited.safeParse(routing).data ?? [])
    return found.length > 0 ? found : undefined
  }
  return (await eventually(look, patience)) ?? []
}

export async function invitesShowAttributes(stage: Stage): Promise<Seen> {
  const [invite] = await invites(stage, await aChat(stage))
  if (!invite) return unclear('the list of invites is empty')
  const { attributes } = invite.properties
  return attributes?.includes(markOf(stage)) ? holds('the mark is there') : untrue('the mark is not there')
}

export async function contactUriIsIdentity(stage: Stage): Promise<Seen> {
  const chat = await aChat(stage)
  const [invite] = await invites(stage, chat)
  if (!invite || !(await accepted(stage, invite.properties.sid))) return unclear('the chat was not offered')
  const { participants } = stage.sdk.conversations.v1.services(stage.chatServiceSid).conversations(chat.conversationSid)
  const others = async () => {
    const all = (await participants.list({ limit: 50 })).filter((each) => each.identity !== customerOf(stage))
    return all.length > 0 ? all : undefined
  }
  const found = await eventually(others, stage.patience)
  if (!found) return unclear('the agent is not among the participants')
  return found.some((each) => each.identity === stage.identity)
    ? holds('it is the same')
    : untrue('it is another identity')
}
