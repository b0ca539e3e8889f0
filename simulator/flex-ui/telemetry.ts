import { z } from 'zod'
import { ok } from '../rest/route.ts'
import { type ClientRoute, clientRoute } from './client-route.ts'
import type { Twilsock } from './twilsock/model.ts'

/** Accepts Flex's telemetry and drops it. */
export const telemetryRoutes = (): readonly ClientRoute<Twilsock>[] => [
  clientRoute('POST', 'flex-sdk.twilio.com/v1/Telemetry/Events', z.unknown(), () => ok({})),
]
