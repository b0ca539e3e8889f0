import type { Cloud } from '../cloud/cloud.ts'
import type { Route } from '../rest/route.ts'
import { itemRoutes } from './item-routes.ts'
import { objectRoutes } from './object-routes.ts'
import { permissionRoutes } from './permission-routes.ts'
import { serviceRoutes } from './service-routes.ts'

/** Sync, v1: documents, lists and maps over REST. */
export const syncRoutes = (cloud: Cloud): readonly Route[] => [
  ...serviceRoutes(cloud),
  ...(['Documents', 'Lists', 'Maps'] as const).flatMap((kind) => [
    ...objectRoutes(cloud, kind),
    ...permissionRoutes(cloud, kind),
  ]),
  ...itemRoutes(cloud, 'Lists'),
  ...itemRoutes(cloud, 'Maps'),
]
