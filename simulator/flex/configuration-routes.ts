import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import { text } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { flexConfiguration } from './configuration.ts'

/** Properties of the project itself, which are not settings. */
const fixed = new Set(['account_sid', 'flex_instance_sid', 'status', 'date_created', 'date_updated', 'url'])

/**
 * /v1/Configuration (Twilio docs: "Flex Configuration"). It exists once Flex has been seeded. A change is JSON,
 * replaces the settings that it names, and takes effect the next time Flex UI starts.
 */
export const configurationRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/Configuration', { params: z.strictObject({ UiVersion: text.optional() }) }, () =>
    ok(flexConfiguration(cloud)),
  ),
  route('POST', '/v1/Configuration', { params: z.looseObject({}), json: true }, ({ params }) => {
    const before: Readonly<Record<string, unknown>> = flexConfiguration(cloud)
    const changes = Object.entries(params).filter(([name, value]) => !(fixed.has(name) && value === before[name]))
    const refused = changes.find(([name]) => fixed.has(name) || !(name in before))
    if (refused !== undefined) throw invalid(`Invalid parameter '${refused[0]}'`)
    const date_updated = isoSeconds(cloud.clock.now())
    cloud.flexUi.configuration = { ...cloud.flexUi.configuration, ...Object.fromEntries(changes), date_updated }
    return ok(flexConfiguration(cloud))
  }),
]
