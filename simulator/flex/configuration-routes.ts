import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import { text } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { flexConfiguration } from './configuration.ts'

/** What a project is and has, rather than how it is set. */
const fixed = new Set(['account_sid', 'flex_instance_sid', 'status', 'date_created', 'date_updated', 'url'])

/**
 * /v1/Configuration (Twilio docs: "Flex Configuration"). There is one once Flex has been seeded. A change is JSON, replaces what it
 * names, and is what Flex UI starts from next.
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
