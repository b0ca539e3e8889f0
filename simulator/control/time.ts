import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import { readBody } from './read-body.ts'

const milliseconds = z.number().int().min(0)

const clockChange = z.strictObject({ mode: z.enum(['real', 'manual']).optional(), advanceMs: milliseconds.optional() })

const lag = z.strictObject({ ms: milliseconds, changes: z.boolean().optional() })

/** Sets the clock, the cloud's latency and read lag, and the region of the API key. */
export function timeControls(cloud: Cloud): Hono {
  const app = new Hono()
  const clockSeen = () => ({ now: isoMilliseconds(cloud.clock.now()), mode: cloud.clock.mode() })
  app.post('/clock', async (c) => {
    const { mode, advanceMs } = await readBody(c, clockChange)
    if (mode !== undefined) cloud.clock.setMode(mode)
    if (advanceMs !== undefined) cloud.clock.advance(advanceMs)
    return c.json(clockSeen())
  })
  app.delete('/clock', (c) => {
    cloud.clock.follow()
    return c.json(clockSeen())
  })
  app.post('/latency', async (c) => {
    const { ms } = await readBody(c, z.strictObject({ ms: milliseconds }))
    cloud.settings.latencyMs = ms
    return c.json({ ms })
  })
  app.post('/lag-reads', async (c) => {
    const { ms, changes = false } = await readBody(c, lag)
    cloud.settings.lagReadsMs = ms
    cloud.settings.lagsChanges = changes
    return c.json({ ms, changes })
  })
  app.post('/api-key', async (c) => {
    const { region } = await readBody(c, z.strictObject({ region: z.enum(['us1', 'ie1', 'au1']) }))
    cloud.settings.keyRegion = region
    return c.json({ region })
  })
  return app
}
