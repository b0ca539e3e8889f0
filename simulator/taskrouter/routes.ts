import type { Cloud } from '../cloud/cloud.ts'
import { RestError } from '../rest/rest-error.ts'
import type { Route } from '../rest/route.ts'
import { activityRoutes } from './activity-routes.ts'
import { catalogRoutes } from './catalog-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { queueRoutes } from './queue-routes.ts'
import { reservationRoutes } from './reservation-routes.ts'
import { taskChannelRoutes } from './task-channel-routes.ts'
import { taskRoutes } from './task-routes.ts'
import { workerChannelRoutes } from './worker-channel-routes.ts'
import { workerRoutes } from './worker-routes.ts'
import { workflowRoutes } from './workflow-routes.ts'
import { workspaceRoutes } from './workspace-routes.ts'

/** TaskRouter, v1. */
export const taskRouterRoutes = (cloud: Cloud): readonly Route[] => everyRoute(cloud).map(refusingOtherwise(cloud))

const everyRoute = (cloud: Cloud): readonly Route[] => [
  ...workspaceRoutes(cloud),
  ...catalogRoutes(cloud),
  ...activityRoutes(cloud),
  ...taskChannelRoutes(cloud),
  ...queueRoutes(cloud),
  ...workflowRoutes(cloud),
  ...taskRoutes(cloud),
  ...workerRoutes(cloud),
  ...workerChannelRoutes(cloud),
  ...reservationRoutes(cloud),
  ...eventRoutes(cloud),
]

const lengthTaken = 4_000

/** Answers attributes that are too long with 400, or with 413 if that assumption is made untrue. */
const refusingOtherwise =
  ({ untrue }: Cloud) =>
  (route: Route): Route => ({
    ...route,
    respond(call) {
      const { Attributes: attributes } = (call.params ?? {}) as { readonly Attributes?: unknown } // checked by the route itself
      const isLong = typeof attributes === 'string' && attributes.length > lengthTaken
      if (isLong && untrue.has('refused-attributes-are-400')) throw new RestError(413, 20001, 'Attributes are too long')
      return route.respond(call)
    },
  })
