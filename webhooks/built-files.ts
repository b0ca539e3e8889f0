import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { closedHeaders } from './headers.ts'

/** Serves the files of a built page under `at`, in the smallest encoding that the browser accepts. The build made `.br` and `.gz`. */
export const builtFiles = (folder: URL, at: string) =>
  new Hono().use(
    varying,
    serveStatic({
      root: folder.pathname,
      rewriteRequestPath: (path) => path.slice(at.length),
      precompressed: true,
    }),
  )

/** Serves files whose names contain a hash of their content. Every cache may keep them for a year. A missing file is a 404. */
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

/** A shared cache must know that a file has several encodings. */
async function varying(c: Context, next: () => Promise<void>): Promise<void> {
  await next()
  if (c.res.ok && !c.res.headers.has('Vary')) c.header('Vary', 'Accept-Encoding')
}
