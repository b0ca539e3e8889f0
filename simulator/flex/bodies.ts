import type { Cloud } from '../cloud/cloud.ts'
import type { Task } from '../taskrouter/model.ts'
import type { FlexParticipant, Interaction, InteractionChannel, Invite } from './model.ts'

const interactionUrl = (sid: string): string => `https://flex-api.twilio.com/v1/Interactions/${sid}`

const channelUrl = ({ interactionSid, sid }: InteractionChannel): string =>
  `${interactionUrl(interactionSid)}/Channels/${sid}`

/** An interaction as the REST API shows it. */
export function interactionBody(cloud: Cloud, interaction: Interaction) {
  const [channel] = interaction.channels.values()
  const [invite] = channel?.invites.values() ?? []
  const url = interactionUrl(interaction.sid)
  return {
    sid: interaction.sid,
    channel: channel === undefined ? null : { sid: channel.sid, type: channel.type, status: channel.status },
    routing: invite === undefined ? null : routingBody(cloud, invite.task),
    interaction_context_sid: interaction.contextSid,
    webhook_ttid: interaction.webhookTtid,
    url,
    links: { channels: `${url}/Channels` },
  }
}

/** A channel as the REST API shows it. */
export function channelBody(channel: InteractionChannel) {
  const url = channelUrl(channel)
  return {
    sid: channel.sid,
    interaction_sid: channel.interactionSid,
    type: channel.type,
    status: channel.status,
    error_code: null,
    error_message: null,
    url,
    links: { participants: `${url}/Participants`, invites: `${url}/Invites`, transfers: `${url}/Transfers` },
  }
}

/** A channel's participant as the REST API shows it. Only agents have routing properties. */
export function flexParticipantBody(channel: InteractionChannel, participant: FlexParticipant) {
  const { reservation } = participant
  return {
    sid: participant.sid,
    type: participant.type,
    interaction_sid: channel.interactionSid,
    channel_sid: channel.sid,
    routing_properties:
      reservation === null
        ? null
        : {
            task_sid: reservation.task.sid,
            worker_sid: reservation.worker.sid,
            reservation_sid: reservation.sid,
          },
    url: `${channelUrl(channel)}/Participants/${participant.sid}`,
  }
}

/** An invite as the REST API shows it. */
export function inviteBody(cloud: Cloud, channel: InteractionChannel, invite: Invite) {
  return {
    sid: invite.sid,
    interaction_sid: channel.interactionSid,
    channel_sid: channel.sid,
    routing: routingBody(cloud, invite.task),
    url: `${channelUrl(channel)}/Invites/${invite.sid}`,
  }
}

/** The task behind an invite. Dates are Unix seconds here, unlike in TaskRouter. */
function routingBody(cloud: Cloud, task: Task) {
  const seconds = (at: number): number => Math.floor(at / 1000)
  const now = cloud.clock.now()
  return {
    reservation: null,
    properties: {
      sid: task.sid,
      account_sid: cloud.account.accountSid,
      workspace_sid: cloud.flex.project?.workspaceSid ?? null,
      workflow_sid: task.workflow?.sid ?? null,
      workflow_name: task.workflow?.friendlyName ?? null,
      queue_sid: task.queue?.sid ?? null,
      queue_name: task.queue?.friendlyName ?? null,
      task_channel_sid: task.channel.sid,
      task_channel_unique_name: task.channel.uniqueName,
      assignment_status: task.status,
      assignmentCounter: task.reservations.size,
      attributes: task.attributes,
      addons: '{}',
      priority: task.priority,
      reason: task.reason,
      timeout: task.timeout,
      age: seconds(now - task.createdAt),
      age_in_queue: seconds(now - (task.queueEnteredAt ?? now)),
      routing_target: task.routingTarget,
      task_queue_entered_date: task.queueEnteredAt === null ? null : seconds(task.queueEnteredAt),
      date_created: seconds(task.createdAt),
      date_updated: seconds(task.updatedAt),
    },
  }
}
