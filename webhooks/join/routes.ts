import { type Context, Hono } from 'hono'
import { closedHeaders } from '../headers.ts'
import { limitedTo } from '../limited-to.ts'
import { fewBadTries, fewLooks, notTooOften } from '../rate-limit.ts'
import { assets } from './assets.ts'
import type { JoinDeps } from './deps.ts'
import { join } from './join.ts'
import { ownPageOnly } from './own-page.ts'
import { pages } from './pages.ts'
import { tidyAddress } from './whole-token.ts'

/** Everything under `/j/`: its parts, then the page, then what the page does. */
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
      // To Hono this is `/:token` as well. With both of them every try would count twice.
      .use('/:token/*', ...guards)
      .route('/', pages(deps))
      .route('/', join(deps))
  )
}

const closed = closedHeaders()

/** Whatever says nothing else about itself is kept nowhere and is no page: answers to the page, and every "no" here. */
async function shut(c: Context, next: () => Promise<void>) {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
  if (!c.res.headers.has('Content-Security-Policy')) await closed(c, async () => {})
}
