import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { readBody } from './read-body.ts'

const rate = z.number().int().min(0).nullable().optional()

const rates = z.strictObject({
  expressionLists: rate,
  videoReads: rate,
  videoWrites: rate,
  conversationActions: rate,
  interactionRequests: rate,
})

const quota = z.number().int().min(0).optional()

const quotas = z.strictObject({ rooms: quota, participants: quota })

const pages = z.strictObject({ most: z.number().int().min(1).nullable() })

/** Sets the account's rate limits, page sizes and quotas. */
export function limitControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.post('/rates', async (c) => {
    const given = Object.entries(await readBody(c, rates)).filter(([, value]) => value !== undefined)
    return c.json(cloud.rates.change(Object.fromEntries(given)))
  })
  app.post('/pages', async (c) => {
    const { most } = await readBody(c, pages)
    cloud.settings.mostPerPage = most
    return c.json({ most })
  })
  app.post('/quotas', async (c) => {
    const { settings } = cloud
    const { rooms, participants } = await readBody(c, quotas)
    settings.mostRooms = rooms ?? settings.mostRooms
    settings.mostInRooms = participants ?? settings.mostInRooms
    return c.json({ rooms: settings.mostRooms, participants: settings.mostInRooms })
  })
  app.delete('/rates', (c) => c.json(cloud.rates.reset()))
  return app
}
