import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { text } from '../rest/parameters.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { flexConfiguration } from './configuration.ts'

/** /v1/Configuration, read only (Twilio docs: "Flex Configuration"). There is one once Flex has been seeded. */
export const configurationRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/Configuration', { params: z.strictObject({ UiVersion: text.optional() }) }, () =>
    ok(flexConfiguration(cloud)),
  ),
]
