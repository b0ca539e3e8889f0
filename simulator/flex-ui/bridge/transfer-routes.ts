import { z } from 'zod'
import type { Cloud } from '../../cloud/cloud.ts'
import { isoMilliseconds } from '../../cloud/dates.ts'
import { requireChannel } from '../../flex/find.ts'
import type { ChannelTransfer, InteractionChannel } from '../../flex/model.ts'
import { startTransfer } from '../../flex/native-transfer.ts'
import { invalid } from '../../rest/rest-error.ts'
import { created, ok } from '../../rest/route.ts'
import { type ClientRoute, clientRoute } from '../client-route.ts'
import type { Agent } from '../model.ts'

const transfer = z.object({
  from: z.string(),
  to: z.string(),
  type: z.literal('cold'),
  /** Null if the agent wrote no note. */
  noteSid: z.string().nullish(),
  summarySid: z.string().nullish(),
})

const transfersPath = '/v1/Instances/:instance/Interactions/:interaction/Channels/:channel/Transfers'

/** Flex's own transfers of a chat, as Flex's SDK asks for them. Twilio does not document them. */
export const transferRoutes = (cloud: Cloud): readonly ClientRoute<Agent>[] => [
  clientRoute('GET', transfersPath, z.unknown(), ({ at }) => {
    const channel = requireChannel(cloud, at)
    // Flex's SDK accepts only a bare list.
    return ok([...channel.transfers.values()].map((each) => seen(cloud, channel, each)))
  }),
  clientRoute('POST', transfersPath, transfer, ({ at, body }) => {
    if (!cloud.flex.transferSettings.enabled) throw invalid('Transfers are not enabled')
    for (const note of [body.noteSid, body.summarySid])
      if (note && !cloud.flex.notes.has(note)) throw invalid(`Note ${note} does not exist`)
    const channel = requireChannel(cloud, at)
    return created(seen(cloud, channel, startTransfer(cloud, channel, body)))
  }),
]

const seen = (cloud: Cloud, channel: InteractionChannel, each: ChannelTransfer) => ({
  sid: each.sid,
  account_sid: cloud.account.accountSid,
  instance_sid: cloud.flex.project?.instanceSid ?? null,
  interaction_sid: channel.interactionSid,
  channel_sid: channel.sid,
  type: 'cold',
  from: each.leaving.sid,
  to: each.toSid,
  status: each.status,
  execution_sid: null,
  note_sid: each.noteSid,
  summary_sid: each.summarySid,
  date_created: isoMilliseconds(each.createdAt),
  date_updated: isoMilliseconds(each.updatedAt),
})
