import type { Route } from './rest/route.ts'

/** Sync: nothing yet. Every address answers 404/20404 and is counted as unexpected. */
export const syncRoutes = (): readonly Route[] => []
