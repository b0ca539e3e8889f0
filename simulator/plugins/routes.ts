import type { Cloud } from '../cloud/cloud.ts'
import type { Route } from '../rest/route.ts'
import { pluginRoutes } from './plugin-routes.ts'
import { releaseRoutes } from './release-routes.ts'
import { versionRoutes } from './version-routes.ts'

/** Flex Plugins API, v1: plugins, their versions, configurations and releases. */
export const pluginServiceRoutes = (cloud: Cloud): readonly Route[] => [
  ...pluginRoutes(cloud),
  ...versionRoutes(cloud),
  ...releaseRoutes(cloud),
]
