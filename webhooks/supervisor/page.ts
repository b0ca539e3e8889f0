import { readFileSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { closedHeaders, ownPageHeaders } from '../headers.ts'
import { pageWith } from '../join/page.ts'

/** What is in the page when it arrives: nothing of anybody. */
export type SupervisorStart = { readonly brand: string; readonly loginUrl?: string; readonly mayJoin: boolean }

export type SupervisorPageDeps = {
  readonly brand: { readonly name: string }
  readonly supervisor: { readonly page: string; readonly loginUrl: string | undefined; readonly mayJoin: boolean }
}

const folder = new URL('../../supervisor-page/dist/', import.meta.url)

/** The page as Vite built it. @throws Error naming the command that builds it */
export function readSupervisorPage(): string {
  try {
    return readFileSync(new URL('index.html', folder), 'utf8')
  } catch (cause) {
    throw new Error('The supervisor’s page is not built: run `npm run build`.', { cause })
  }
}

/** Everything under `/supervisor` but the queues: one page, and its parts. Whoever opens it sees nothing without a token. */
export function supervisorPage({ brand, supervisor: { page, loginUrl, mayJoin } }: SupervisorPageDeps) {
  const start: SupervisorStart = { brand: brand.name, ...(loginUrl && { loginUrl }), mayJoin }
  const text = pageWith(page, start)
  const built = serveStatic({
    root: folder.pathname,
    rewriteRequestPath: (path) => path.replace(/^\/supervisor\//, '/'),
  })
  return new Hono()
    .use('/assets/*', closedHeaders(), forEver, built) // named by their content
    .all('/assets/*', (c) => c.notFound())
    .get('/', ownPageHeaders(), (c) => {
      c.header('Cache-Control', 'no-store')
      return c.html(text)
    })
}

async function forEver(c: Context, next: () => Promise<void>): Promise<void> {
  await next()
  if (c.res.ok) c.header('Cache-Control', 'public, max-age=31536000, immutable')
}
