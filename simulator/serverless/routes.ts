import { Hono } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import type { Route } from '../rest/route.ts'
import { assetRoutes } from './asset-routes.ts'
import { buildRoutes } from './build-routes.ts'
import { servedFile } from './find.ts'
import { serverlessServiceRoutes } from './service-routes.ts'

/** Serverless, v1: as much as the deployment of a plugin needs. */
export const serverlessRoutes = (cloud: Cloud): readonly Route[] => [
  ...serverlessServiceRoutes(cloud),
  ...assetRoutes(cloud),
  ...buildRoutes(cloud),
]

const types: Readonly<Record<string, string>> = { js: 'text/javascript; charset=utf-8', json: 'application/json' }

/** Serves deployed public assets: `https://<domain>/<path>` is at `/twil.io/<domain>/<path>`. */
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

/** The simulator's path for a deployed address, for browsers that are redirected to the simulator. */
export const assetPath = (url: string): string => url.replace(/^https:\/\/([\w-]+\.twil\.io)\//, '/twil.io/$1/')
