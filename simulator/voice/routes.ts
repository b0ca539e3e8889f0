import type { Cloud } from '../cloud/cloud.ts'
import type { Route } from '../rest/route.ts'
import { applicationRoutes } from './application-routes.ts'
import { callRoutes } from './call-routes.ts'
import { conferenceRoutes } from './conference-routes.ts'
import { notificationRoutes } from './notification-routes.ts'
import { participantRoutes } from './participant-routes.ts'
import { recordingRoutes } from './recording-routes.ts'
import { siprecRoutes } from './siprec-routes.ts'
import { streamRoutes } from './stream-routes.ts'

/** All routes of Voice, under `api`. Longer paths come first, so that a shorter path does not take a name for a SID. */
export const voiceRoutes = (cloud: Cloud): readonly Route[] => [
  ...streamRoutes(cloud),
  ...siprecRoutes(cloud),
  ...notificationRoutes(cloud),
  ...participantRoutes(cloud),
  ...recordingRoutes(cloud),
  ...conferenceRoutes(cloud),
  ...callRoutes(cloud),
  ...applicationRoutes(cloud),
]
