import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { Hono } from 'hono'
import { builtFiles, cached, namedByContent } from '../built-files.ts'
import { closedHeaders, workerHeaders } from '../headers.ts'
import type { JoinDeps } from './deps.ts'

const folder = new URL('../../join-page/dist/', import.meta.url)
const types: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp' }

/** The built page's files, which are the same for everybody, and the contact centre's logo and colour. */
export const assets = ({ logo, page, brand }: Pick<JoinDeps, 'logo' | 'page' | 'brand'>) =>
  new Hono()
    .route('/assets', namedByContent(folder, '/j'))
    .use('/processors/*', workerHeaders(), cached('public, max-age=86400'))
    .route('/processors', builtFiles(folder, '/j'))
    // A missing file must not be taken for a token.
    .all('/processors/*', (c) => c.notFound())
    .get('/brand.css', closedHeaders(), cached('public, max-age=3600'), (c) =>
      brand.color
        ? c.body(page.brandStyle(brand.color), 200, { 'Content-Type': 'text/css; charset=utf-8' })
        : c.notFound(),
    )
    .get('/logo', closedHeaders(), cached('public, max-age=3600'), async (c) =>
      logo ? c.body(await readFile(logo), 200, { 'Content-Type': types[extname(logo)] ?? '' }) : c.notFound(),
    )
