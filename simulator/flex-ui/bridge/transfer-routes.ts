import { z } from 'zod'
import type { Cloud } from '../../cloud/cloud.ts'
import { requireChannel } from '../../flex/find.ts'
import { createInvite } from '../../flex/invite.ts'
import { invalid } from '../../rest/rest-error.ts'
import { created, ok } from '../../rest/route.ts'
import { readAttributes } from '../../taskrouter/attributes.ts'
import { setReservation } from '../../taskrouter/reservations.ts'
import { type ClientRoute, clientRoute } from '../client-route.ts'
import type { Agent } from '../model.ts'

const transfer = z.object({ from: z.string(), to: z.string(), type: z.string().optional() })

const transfersPath = '/v1/Instances/:instance/Interactions/:interaction/Channels/:channel/Transfers'

/**
 * Flex's own transfer of a chat: a new invite with the old task's attributes, and the agent goes to wrap-up. Twilio does
 * not describe it; no list of transfers is kept.
 */
export const transferRoutes = (cloud: Cloud): readonly ClientRoute<Agent>[] => [
  clientRoute('GET', transfersPath, z.unknown(), () => ok({ transfers: [], meta: {} })),
  clientRoute('POST', transfersPath, transfer, ({ at, body }, { workspace }: Agent) => {
    const channel = requireChannel(cloud, at)
    const leaving = channel.participants.get(body.from)?.reservation
    if (leaving === null || leaving === undefined) throw invalid(`Participant ${body.from} is no agent of the channel`)
    const { task } = leaving
    createInvite(cloud, channel, {
      workspace_sid: workspace.sid,
      workflow_sid: task.workflow?.sid,
      ...(body.to.startsWith('WQ') ? { queue_sid: body.to } : { worker_sid: body.to }),
      task_channel_sid: task.channel.sid,
      attributes: readAttributes(task.attributes),
    })
    setReservation(cloud, workspace, leaving, 'wrapping')
    return created({
      ...body,
      sid: cloud.newSid('UX'),
      account_sid: cloud.account.accountSid,
      instance_sid: at.instance,
      interaction_sid: at.interaction,
      channel_sid: at.channel,
      status: 'completed',
      note_sid: null,
      summary_sid: null,
    })
  }),
]
