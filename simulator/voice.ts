import type { Route } from './rest/route.ts'

/** Voice, under `api`: nothing yet. Every address answers 404/20404 and is counted as unexpected. */
export const voiceRoutes = (): readonly Route[] => []
