import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { closedHeaders, workerHeaders } from '../headers.ts'

const folder = new URL('../../join-page/dist/', import.meta.url).pathname
const types: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp' }

/** The built page's parts, which are the same for everybody, and the contact centre's logo. */
export const assets = (logo: string | undefined) => {
  const built = serveStatic({ root: folder, rewriteRequestPath: (path) => path.replace(/^\/j\//, '/') })
  return (
    new Hono()
      .use('/assets/*', closedHeaders(), cached('public, max-age=31536000, immutable'), built) // named by their content
      .use('/processors/*', workerHeaders(), cached('public, max-age=86400'), built)
      // What is not there is no token either.
      .all('/assets/*', (c) => c.notFound())
      .all('/processors/*', (c) => c.notFound())
      .get('/logo', closedHeaders(), cached('public, max-age=3600'), async (c) =>
        logo ? c.body(await readFile(logo), 200, { 'Content-Type': types[extname(logo)] ?? '' }) : c.notFound(),
      )
  )
}

const cached = (how: string) =>
  async function cached(c: Context, next: () => Promise<void>) {
    await next()
    if (c.res.ok) c.header('Cache-Control', how)
  }
