import type { Cloud } from '../cloud/cloud.ts'
import type { Route } from '../rest/route.ts'
import { configurationRoutes } from './configuration-routes.ts'
import { interactionRoutes } from './interaction-routes.ts'
import { inviteRoutes } from './invite-routes.ts'
import { flexParticipantRoutes } from './participant-routes.ts'
import { transferRoutes } from './transfer-routes.ts'

/** Flex, v1: interactions and the configuration. */
export const flexRoutes = (cloud: Cloud): readonly Route[] => [
  ...configurationRoutes(cloud),
  ...interactionRoutes(cloud),
  ...flexParticipantRoutes(cloud),
  ...inviteRoutes(cloud),
  ...transferRoutes(cloud),
]
