import type { Cloud } from '../cloud/cloud.ts'
import type { Route } from '../rest/route.ts'
import { roomParticipantRoutes } from './participant-routes.ts'
import { publishedTrackRoutes } from './published-track-routes.ts'
import { roomRoutes } from './room-routes.ts'

/** Programmable Video, v1. */
export const videoRoutes = (cloud: Cloud): readonly Route[] => [
  ...roomRoutes(cloud),
  ...roomParticipantRoutes(cloud),
  ...publishedTrackRoutes(cloud),
]
