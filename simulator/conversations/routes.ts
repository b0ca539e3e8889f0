import type { Cloud } from '../cloud/cloud.ts'
import type { Route } from '../rest/route.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { participantConversationRoutes } from './participant-conversation-routes.ts'
import { participantRoutes } from './participant-routes.ts'
import { receiptRoutes } from './receipt-routes.ts'
import { scopes } from './scope.ts'
import { scopedWebhookRoutes } from './scoped-webhook-routes.ts'
import { serviceRoutes } from './service-routes.ts'
import { webhookSettingsRoutes } from './webhook-settings-routes.ts'

import { withParticipantsRoutes } from './with-participants-routes.ts'

/** Conversations (classic), v1. */
export const conversationsRoutes = (cloud: Cloud): readonly Route[] => [
  ...serviceRoutes(cloud),
  ...webhookSettingsRoutes(cloud),
  ...scopes.flatMap((scope) => [
    ...conversationRoutes(cloud, scope),
    ...withParticipantsRoutes(cloud, scope),
    ...participantConversationRoutes(cloud, scope),
    ...messageRoutes(cloud, scope),
    ...receiptRoutes(cloud, scope),
    ...participantRoutes(cloud, scope),
    ...scopedWebhookRoutes(cloud, scope),
  ]),
]
