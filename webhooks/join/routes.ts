import { type Context, Hono } from 'hono'
import { closedHeaders } from '../headers.ts'
import { limitedTo } from '../node/limited-to.ts'
import { fewBadTries, fewLooks, notTooOften } from '../rate-limit.ts'
import { assets } from './assets.ts'
import type { JoinDeps } from './deps.ts'
import { join } from './join.ts'
import { ownPageOnly } from './own-page.ts'
import { pages } from './pages.ts'
import { tidyAddress } from './whole-token.ts'

/** Everything under `/j/`: the page's files, then the page, then its routes. */
export const joinRoutes = (deps: JoinDeps) => {
  const guards = [
    limitedTo(8 * 1024),
    fewBadTries(deps.trustedProxies, deps.linkSecrets),
    ownPageOnly(deps.publicUrl),
    notTooOften(deps.linkSecrets),
    fewLooks(deps.linkSecrets),
  ] as const
  return (
    new Hono()
      .use(shut)
      .route('/', assets(deps))
      .use(tidyAddress(deps.linkSecrets))
      // To Hono this also matches `/:token`. Mounting both would count every request twice.
      .use('/:token/*', ...guards)
      .route('/', pages(deps))
      .route('/', join(deps))
  )
}

const closed = closedHeaders()

/** Default headers: answers to the page and every refusal are not pages, and nothing may cache them. */
async function shut(c: Context, next: () => Promise<void>) {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
  if (!c.res.headers.has('Content-Security-Policy')) await closed(c, async () => {})
}
