import { randomBytes } from 'node:crypto'
import type { Cloud } from '../cloud/cloud.ts'
import { openReservations } from '../taskrouter/reservations.ts'
import { createInteraction } from './create-interaction.ts'
import { createInvite } from './invite.ts'
import type { ChannelType } from './model.ts'
import { flexProject } from './project.ts'

export interface InboundChat {
  readonly channel: ChannelType
  readonly customer?:
    | {
        readonly name?: string | undefined
        readonly identity?: string | undefined
        readonly address?: string | undefined
      }
    | undefined
  /** Additional task attributes. */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined
  /** Offers the task to this worker only. */
  readonly workerSid?: string | undefined
}

/** Creates what Flex creates when a customer writes in: conversation, interaction, invite, task and the first offer. */
export function startChat(cloud: Cloud, chat: InboundChat) {
  const project = flexProject(cloud)
  const name = chat.customer?.name ?? 'Customer'
  const customer = customerOf(cloud, chat)
  const {
    interaction,
    channel,
    conversation,
    customer: participant,
  } = createInteraction(cloud, {
    type: chat.channel,
    customer,
  })
  const invite = createInvite(cloud, channel, {
    workspace_sid: project.workspaceSid,
    workflow_sid: project.workflowSid,
    worker_sid: chat.workerSid,
    task_channel_unique_name: chat.channel === 'sms' ? 'sms' : 'chat',
    ignore_capacity: chat.workerSid !== undefined,
    attributes: {
      customerAddress: customer.binding?.address ?? customer.identity,
      customerName: name,
      channelType: chat.channel,
      initiatedBy: 'customer',
      direction: 'inbound',
      from: name,
      customers: { name, ...(customer.binding === undefined ? {} : { phone: customer.binding.address }) },
      conversations: {
        initiated_by: 'customer',
        conversation_id: interaction.sid,
        media: [{ type: 'ChatTranscript', sid: conversation.sid }],
      },
      ...chat.attributes,
    },
  })
  const reservation = openReservations(invite.task)[0]
  return {
    conversationSid: conversation.sid,
    interactionSid: interaction.sid,
    channelSid: channel.sid,
    inviteSid: invite.sid,
    taskSid: invite.task.sid,
    reservationSid: reservation?.sid ?? null,
    workerSid: reservation?.worker.sid ?? null,
    customerParticipantSid: participant?.sid ?? null,
    customerIdentity: customer.identity ?? null,
    customerAddress: customer.binding?.address ?? null,
  }
}

/** A customer on the web is an identity; on every other channel, an address. */
function customerOf(cloud: Cloud, { channel, customer = {} }: InboundChat) {
  if (channel === 'web' || channel === 'chat') return { identity: customer.identity ?? randomBytes(16).toString('hex') }
  const number = `+1555${String(cloud.nextOrder()).padStart(7, '0')}`
  const prefix = channel === 'sms' ? '' : `${channel}:`
  const address = customer.address ?? `${prefix}${number}`
  return { binding: { type: channel, address, proxy_address: `${prefix}+15017122661` } }
}
