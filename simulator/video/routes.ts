import type { Cloud } from '../cloud/cloud.ts'
import type { Route } from '../rest/route.ts'
import { compositionRoutes } from './composition-routes.ts'
import { roomParticipantRoutes } from './participant-routes.ts'
import { publishedTrackRoutes } from './published-track-routes.ts'
import { recordingRoutes } from './recording-routes.ts'
import { roomRoutes } from './room-routes.ts'

import { subscriptionRoutes } from './subscription-routes.ts'
import { transcriptionRoutes } from './transcription-routes.ts'

/** Programmable Video, v1. */
export const videoRoutes = (cloud: Cloud): readonly Route[] => [
  ...roomRoutes(cloud),
  ...roomParticipantRoutes(cloud),
  ...publishedTrackRoutes(cloud),
  ...subscriptionRoutes(cloud),
  ...recordingRoutes(cloud),
  ...compositionRoutes(cloud),
  ...transcriptionRoutes(cloud),
]
