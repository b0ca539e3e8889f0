import type { Cloud } from '../cloud/cloud.ts'
import type { Route } from '../rest/route.ts'
import { catalogRoutes } from './catalog-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { queueRoutes } from './queue-routes.ts'
import { reservationRoutes } from './reservation-routes.ts'
import { taskRoutes } from './task-routes.ts'
import { workerChannelRoutes } from './worker-channel-routes.ts'
import { workerRoutes } from './worker-routes.ts'
import { workflowRoutes } from './workflow-routes.ts'
import { workspaceRoutes } from './workspace-routes.ts'

/** TaskRouter, v1. */
export const taskRouterRoutes = (cloud: Cloud): readonly Route[] => [
  ...workspaceRoutes(cloud),
  ...catalogRoutes(cloud),
  ...queueRoutes(cloud),
  ...workflowRoutes(cloud),
  ...taskRoutes(cloud),
  ...workerRoutes(cloud),
  ...workerChannelRoutes(cloud),
  ...reservationRoutes(cloud),
  ...eventRoutes(cloud),
]
