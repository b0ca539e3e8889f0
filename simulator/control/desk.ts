import { Hono } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import { deskSettings, panelFrom } from '../desk/panel.ts'
import { readBody } from './read-body.ts'

/** Sets the application's page that the desk shows besides Twilio's data. */
export function deskControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.post('/desk', async (c) => {
    cloud.agentPanel = panelFrom(await readBody(c, deskSettings))
    return c.json({ agentPanel: cloud.agentPanel })
  })
  return app
}
