import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { namedByContent } from '../built-files.ts'
import { ownPageHeaders } from '../headers.ts'
import { pageWith } from '../join/page.ts'

/** Data in the page on arrival: nothing about anybody. */
export type SupervisorStart = { readonly brand?: string; readonly loginUrl?: string; readonly mayJoin: boolean }

export type SupervisorPageDeps = {
  readonly brand: { readonly name?: string }
  readonly supervisor: { readonly page: string; readonly loginUrl: string | undefined; readonly mayJoin: boolean }
}

const folder = new URL('../../supervisor-page/dist/', import.meta.url)

/** Reads the page as Vite built it. @throws Error naming the command that builds it */
export function readSupervisorPage(): string {
  try {
    return readFileSync(new URL('index.html', folder), 'utf8')
  } catch (cause) {
    throw new Error('The supervisor’s page is not built: run `npm run build`.', { cause })
  }
}

/** Everything under `/supervisor` except the queues: one page and its files. It shows nothing without a token. */
export function supervisorPage({ brand, supervisor: { page, loginUrl, mayJoin } }: SupervisorPageDeps) {
  const start: SupervisorStart = { ...(brand.name && { brand: brand.name }), ...(loginUrl && { loginUrl }), mayJoin }
  const text = pageWith(page, start)
  return new Hono()
    .route('/assets', namedByContent(folder, '/supervisor'))
    .get('/', ownPageHeaders(), compress(), (c) => {
      c.header('Cache-Control', 'no-store')
      return c.html(text)
    })
}
