import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import { Gap } from '../rest/gap.ts'
import { invalid, notFound } from '../rest/rest-error.ts'
import { created, ok, type Route, route } from '../rest/route.ts'
import { requireChannel } from './find.ts'
import type { ChannelTransfer, InteractionChannel } from './model.ts'
import { startTransfer } from './native-transfer.ts'

/** A JSON body. Twilio does not document it: the names are those of Flex's own SDK and of the answer. */
const createParameters = z.object({
  type: z.enum(['cold', 'warm', 'external']).optional(),
  from: z.string(),
  to: z.string(),
  noteSid: z.string().nullish(),
  note_sid: z.string().nullish(),
  summarySid: z.string().nullish(),
  summary_sid: z.string().nullish(),
})

const transfers = '/v1/Interactions/:interaction/Channels/:channel/Transfers' as const

/**
 * …/Transfers of a channel (Twilio docs: none; OpenAPI: "Interaction Transfer"). Cold transfers to a worker or a queue
 * only.
 */
export const transferRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', transfers, { params: createParameters, json: true }, ({ at, params }) => {
    const channel = requireChannel(cloud, at)
    if (params.type === 'warm' || params.type === 'external') throw new Gap(`${params.type} transfers of a channel`)
    const noteSid = params.noteSid ?? params.note_sid
    const summarySid = params.summarySid ?? params.summary_sid
    for (const note of [noteSid, summarySid])
      if (note && !cloud.flex.notes.has(note)) throw invalid(`Note ${note} does not exist`)
    const transfer = startTransfer(cloud, channel, { from: params.from, to: params.to, noteSid, summarySid })
    return created(transferBody(cloud, channel, transfer))
  }),
  route('GET', `${transfers}/:transfer`, { params: z.strictObject({}) }, ({ at }) => {
    const channel = requireChannel(cloud, at)
    return ok(transferBody(cloud, channel, requireTransfer(channel, at.transfer)))
  }),
  route('POST', `${transfers}/:transfer`, { params: z.looseObject({}), json: true }, ({ at, params }) => {
    const channel = requireChannel(cloud, at)
    const transfer = requireTransfer(channel, at.transfer)
    if (Object.keys(params).length > 0) throw new Gap('changes of a transfer')
    return ok(transferBody(cloud, channel, transfer))
  }),
]

function requireTransfer(channel: InteractionChannel, sid: string): ChannelTransfer {
  const transfer = channel.transfers.get(sid)
  if (transfer === undefined) throw notFound(`/Transfers/${sid}`)
  return transfer
}

function transferBody(cloud: Cloud, channel: InteractionChannel, transfer: ChannelTransfer) {
  const { sid, toSid, leaving, status } = transfer
  const { interactionSid, sid: channelSid } = channel
  return {
    sid,
    instance_sid: cloud.flex.project?.instanceSid ?? null,
    account_sid: cloud.account.accountSid,
    interaction_sid: interactionSid,
    channel_sid: channelSid,
    execution_sid: null,
    type: 'cold',
    // REST calls `active` what Flex UI calls `pending`.
    status: status === 'pending' ? 'active' : status,
    from: leaving.sid,
    to: toSid,
    note_sid: transfer.noteSid,
    summary_sid: transfer.summarySid,
    date_created: isoSeconds(transfer.createdAt),
    date_updated: isoSeconds(transfer.updatedAt),
    url: `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}/Transfers/${sid}`,
  }
}
