import { Hono } from 'hono'
import { z } from 'zod'
import { type Assumption, assumptions } from '../cloud/assumptions.ts'
import type { Cloud } from '../cloud/cloud.ts'
import { readBody } from './read-body.ts'

// TypeScript does not know that these keys are exactly the type `Assumption`.
const known = z.enum(Object.keys(assumptions) as [Assumption, ...Assumption[]])

/** Shows the assumptions about Twilio and switches them off. */
export function assumptionControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.get('/assumptions', (c) => c.json({ assumptions, untrue: [...cloud.untrue] }))
  app.post('/assumptions', async (c) => {
    const { untrue } = await readBody(c, z.strictObject({ untrue: z.array(known) }))
    cloud.untrue.clear()
    for (const each of untrue) cloud.untrue.add(each)
    return c.json({ untrue })
  })
  return app
}
