import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { closedHeaders } from './headers.ts'

/** Files of a built page under `at`, in the smallest form that the browser takes: the build has packed them (`.br`, `.gz`). */
export const builtFiles = (folder: URL, at: string) =>
  new Hono().use(
    varying,
    serveStatic({
      root: folder.pathname,
      rewriteRequestPath: (path) => path.slice(at.length),
      precompressed: true,
    }),
  )

/** Those that are named by their content: kept for ever, by anybody. What is not there is no page either. */
export const namedByContent = (folder: URL, at: string) =>
  new Hono()
    .use(closedHeaders(), cached('public, max-age=31536000, immutable'))
    .route('/', builtFiles(folder, at))
    .all('*', (c) => c.notFound())

export const cached = (how: string) =>
  async function cached(c: Context, next: () => Promise<void>) {
    await next()
    if (c.res.ok) c.header('Cache-Control', how)
  }

/** Whoever keeps a file for others must know that it has more than one form. */
async function varying(c: Context, next: () => Promise<void>): Promise<void> {
  await next()
  if (c.res.ok && !c.res.headers.has('Vary')) c.header('Vary', 'Accept-Encoding')
}
