import { Hono } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import type { Route } from '../rest/route.ts'
import { assetRoutes } from './asset-routes.ts'
import { buildRoutes } from './build-routes.ts'
import { servedFile } from './find.ts'
import { serverlessServiceRoutes } from './service-routes.ts'

/** Serverless, v1: what deploying a plugin needs. */
export const serverlessRoutes = (cloud: Cloud): readonly Route[] => [
  ...serverlessServiceRoutes(cloud),
  ...assetRoutes(cloud),
  ...buildRoutes(cloud),
]

const types: Readonly<Record<string, string>> = { js: 'text/javascript; charset=utf-8', json: 'application/json' }

/** Deployed public assets: `https://<domain>/<path>` is found at `/twil.io/<domain>/<path>`. */
export function deployedAssets(cloud: Cloud): Hono {
  const app = new Hono()
  app.get('/twil.io/:domain/*', (c) => {
    const domain = c.req.param('domain')
    const file = servedFile(cloud, domain, c.req.path.slice(`/twil.io/${domain}`.length))
    if (file === undefined) return c.text('404 Not Found', 404)
    const type = types[file.path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    return c.body(file.content, 200, { 'content-type': type, 'access-control-allow-origin': '*' })
  })
  return app
}

/** Where a browser that was led to the simulator finds what is at an address. */
export const assetPath = (url: string): string => url.replace(/^https:\/\/([\w-]+\.twil\.io)\//, '/twil.io/$1/')
