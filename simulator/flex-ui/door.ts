import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type Context, Hono } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import { inHeader } from '../rest/gap.ts'
import { answerClient } from './client-route.ts'
import { httpRoutes } from './http-routes.ts'
import { flexPage } from './page.ts'
import { refusable } from './refusable.ts'
import { unhandled } from './unhandled.ts'

const script = 'text/javascript; charset=utf-8'

/**
 * Serves `/flex`, a page with the genuine Flex UI, and `/__twilio/<host>`, to which that page redirects Flex's requests
 * to Twilio.
 */
export function flexUiDoor(cloud: Cloud): Hono {
  const app = new Hono()
  const routes = httpRoutes(cloud)
  // Flex adds the slash, so a reload asks for the second address.
  for (const address of ['/flex', '/flex/']) app.get(address, (c) => flexPage(cloud, c))
  for (const name of ['redirect.js', 'open.js']) {
    const text = readFileSync(new URL(`page/${name}`, import.meta.url), 'utf-8')
    app.get(`/flex/${name}`, (c) => c.body(text, 200, { 'content-type': script, 'cache-control': 'no-store' }))
  }
  app.get('/flex/shell.js', async (c) => {
    const { shellFile } = cloud.flexUi
    if (shellFile === null) return c.text('The simulator was started without Flex UI', 404)
    return c.body(await readFile(shellFile), 200, { 'content-type': script, 'cache-control': 'max-age=86400' })
  })
  app.get('/flex/plugins/:name/:version', (c) => {
    const { name, version } = c.req.param()
    const plugin = cloud.flexUi.plugins.find((each) => each.name === name && each.version === version)
    if (plugin === undefined || plugin.script === null) return c.notFound()
    return c.body(plugin.script, 200, { 'content-type': script, 'cache-control': 'no-store' })
  })
  app.all('/__twilio/:host/*', async (c) => {
    const host = c.req.param('host')
    const path = c.req.path.slice(`/__twilio/${host}`.length)
    const asset = assets[host]
    if (asset !== undefined && c.req.method === 'GET') return c.body('', 200, { 'content-type': asset })
    const query = new URL(c.req.url).searchParams
    const request = { method: c.req.method, path: `${host}${path}`, query, body: await bodyOf(c) }
    const serve = () => answerClient(routes, request, undefined) ?? unhandled(cloud, host, c.req.method, path)
    const { result, release } = cloud.webhooks.gather(() => refusable(serve))
    setImmediate(release)
    const headers = result.gap === undefined ? {} : inHeader(result.gap)
    return Response.json(result.body ?? {}, { status: result.status, headers })
  })
  return app
}

// Flex accepts empty fonts and sounds.
const assets: Readonly<Record<string, string>> = {
  'assets.twilio.com': 'text/css',
  'media.twiliocdn.com': 'audio/mpeg',
}

/** Reads JSON or a form; undefined if there is no body. */
async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return Object.fromEntries(new URLSearchParams(text))
  }
}
