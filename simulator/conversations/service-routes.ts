import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import { page } from '../rest/paging.ts'
import { none, paging, textUpTo } from '../rest/parameters.ts'
import { created, ok, type Route, route } from '../rest/route.ts'
import type { ChatService } from './model.ts'
import { chatService } from './state.ts'
import { requireChatService } from './webhook-settings-routes.ts'

/** /v1/Services (Twilio docs: "Conversation Service Resource"). */
export const serviceRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', '/v1/Services', { params: z.strictObject({ FriendlyName: textUpTo(256) }) }, ({ params }) => {
    const service = chatService(cloud.newSid('IS'), params.FriendlyName, cloud.nextOrder(), cloud.clock.now())
    cloud.conversations.services.set(service.sid, service)
    return created(serviceBody(cloud, service))
  }),
  route('GET', '/v1/Services', { params: z.strictObject(paging(100)) }, (call) => {
    const { items, meta } = page([...cloud.conversations.services.values()], call, 'services')
    return ok({ services: items.map((each) => serviceBody(cloud, each)), meta })
  }),
  route('GET', '/v1/Services/:service', { params: none }, ({ at }) =>
    ok(serviceBody(cloud, requireChatService(cloud, at.service))),
  ),
]

function serviceBody(cloud: Cloud, service: ChatService) {
  const url = `https://conversations.twilio.com/v1/Services/${service.sid}`
  return {
    sid: service.sid,
    account_sid: cloud.account.accountSid,
    friendly_name: service.friendlyName,
    date_created: isoSeconds(service.createdAt),
    date_updated: isoSeconds(service.createdAt),
    url,
    links: { conversations: `${url}/Conversations`, configuration: `${url}/Configuration` },
  }
}
