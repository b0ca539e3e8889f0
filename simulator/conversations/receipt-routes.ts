import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { none, paging } from '../rest/parameters.ts'
import { notFound } from '../rest/rest-error.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { receiptBody } from './bodies.ts'
import { requireConversation } from './conversation-life.ts'
import { requireMessage } from './messages.ts'
import type { Scope } from './scope.ts'

/** …/Messages/{IM}/Receipts (Twilio docs: "Delivery Receipts"). */
export const receiptRoutes = (cloud: Cloud, scope: Scope): readonly Route[] => [
  route(
    'GET',
    `${scope}/Conversations/:conversation/Messages/:message/Receipts`,
    { params: z.strictObject(paging(50)) },
    (call) => {
      const conversation = requireConversation(cloud, call.at)
      const message = requireMessage(cloud, conversation, call.at.message)
      const { items, meta } = page(message.receipts, call, 'delivery_receipts')
      return ok({
        delivery_receipts: items.map((each) => receiptBody(cloud, conversation, message, each, call.at)),
        meta,
      })
    },
  ),
  route(
    'GET',
    `${scope}/Conversations/:conversation/Messages/:message/Receipts/:receipt`,
    { params: none },
    ({ at }) => {
      const conversation = requireConversation(cloud, at)
      const message = requireMessage(cloud, conversation, at.message)
      const receipt = message.receipts.find(({ sid }) => sid === at.receipt)
      if (receipt === undefined) throw notFound(`/Receipts/${at.receipt}`)
      return ok(receiptBody(cloud, conversation, message, receipt, at))
    },
  ),
]
