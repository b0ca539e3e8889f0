import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { changeActivity } from '../control/activity.ts'
import { ControlError } from '../control/control-error.ts'
import { readBody } from '../control/read-body.ts'
import type { AgentPanel } from './panel.ts'
import { deskView } from './view.ts'

const types = { html: 'text/html', css: 'text/css', js: 'text/javascript' } as const

// The files of the page, by their address.
const files = {
  '/desk': 'index.html',
  '/desk/base.css': 'base.css',
  '/desk/controls.css': 'controls.css',
  '/desk/layout.css': 'layout.css',
  '/desk/parts.css': 'parts.css',
  '/desk/panel.css': 'panel.css',
  '/desk/transfer.css': 'transfer.css',
  '/desk/agent.js': 'agent.js',
  '/desk/chats.js': 'chats.js',
  '/desk/choice.js': 'choice.js',
  '/desk/customer.js': 'customer.js',
  '/desk/door.js': 'door.js',
  '/desk/element.js': 'element.js',
  '/desk/live.js': 'live.js',
  '/desk/main.js': 'main.js',
  '/desk/offer.js': 'offer.js',
  '/desk/panel.js': 'panel.js',
  '/desk/places.js': 'places.js',
  '/desk/task.js': 'task.js',
  '/desk/thread.js': 'thread.js',
  '/desk/transfer.js': 'transfer.js',
  '/desk/trouble.js': 'trouble.js',
  '/desk/twilio.js': 'twilio.js',
  '/desk/video.js': 'video.js',
  '/desk/words.js': 'words.js',
} as const

const headersFor = (panel: AgentPanel | null) => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    'img-src data:',
    ...(panel ? [`frame-src ${panel.origins.join(' ')}`] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
})

/**
 * Serves a page on which one user is both the customer and the agent. The page works through the control door and
 * exists only while that is open.
 */
export function deskRoutes(cloud: Cloud): Hono {
  const app = new Hono()
  app.get('/', (c) => c.redirect('/desk'))
  for (const [address, file] of Object.entries(files)) {
    const text = readFileSync(new URL(`page/${file}`, import.meta.url), 'utf-8')
    const type = types[file.slice(file.lastIndexOf('.') + 1) as keyof typeof types] // the endings listed above
    app.get(address, (c) =>
      c.body(text, 200, { ...headersFor(cloud.agentPanel), 'content-type': `${type}; charset=utf-8` }),
    )
  }
  app.get('/desk/view', (c) => {
    c.header('cache-control', 'no-store')
    return c.json(deskView(cloud, c.req.query('chat')))
  })
  app.post('/desk/agents/:sid/activity', async (c) => {
    const { activity } = await readBody(c, z.strictObject({ activity: z.string() }))
    const sid = c.req.param('sid')
    changeActivity(cloud, sid, activity)
    return c.json({ sid, activity })
  })
  app.onError((error, c) => {
    if (error instanceof ControlError) return c.json({ code: error.code, message: error.message }, error.status)
    return c.json({ code: 'simulator_failure', message: error.message }, 500)
  })
  return app
}
