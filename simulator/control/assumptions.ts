import { Hono } from 'hono'
import { z } from 'zod'
import { type Assumption, assumptions } from '../cloud/assumptions.ts'
import type { Cloud } from '../cloud/cloud.ts'
import { readBody } from './read-body.ts'

// The keys of a constant are what its type says.
const known = z.enum(Object.keys(assumptions) as [Assumption, ...Assumption[]])

/** What nobody documents of Twilio, made untrue. */
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
