import { describe, expect, it } from 'vitest'
import { anApp } from '../support/an-app.ts'
import { askedInFlex } from './map/flex-holders.ts'
import { askedAtQueues, askedByAnybody, askedByTwilio } from './map/others.ts'
import { askedOnPage } from './map/page-holders.ts'
import { type Row, tableUnder, wordOf } from './map/table.ts'

type Ask = (method: string, path: string, holder: string) => Promise<number>
type Route = { readonly method: string; readonly path: string }

const knownNo = [401, 403, 404, 410]

/** Each table of docs/security.md, its requests by each holder, and the statuses that mean "no" to this holder. */
const tables: readonly (readonly [heading: string, ask: Ask, no: readonly number[]])[] = [
  ['The API of agents and supervisors', askedInFlex, knownNo],
  ['The page of a call', askedOnPage, knownNo],
  ['What Twilio tells', askedByTwilio, knownNo],
  // Bull Board has no queue here.
  ['The page of the queues', askedAtQueues, [401, 403]],
  ['For everybody', askedByAnybody, knownNo],
]
const allRows = tables.flatMap(([heading]) => tableUnder(heading).rows)

/**
 * The routes that do something: no guard in front of many routes, no file, and not the 405 of a webhook's other
 * methods.
 */
const routes = [
  ...new Map(
    anApp()
      .app.routes.filter(
        ({ method, path, handler }) => method !== 'ALL' && !(path.startsWith('/webhooks/') && handler.length === 0),
      )
      .map(({ method, path }): [string, Route] => [`${method} ${path}`, { method, path }]),
  ).values(),
]

/** A row of its own comes before a row for all with the same prefix. */
function rowsOf({ method, path }: Route): readonly Row[] {
  const same = allRows.filter((row) => row.method === method)
  const own = same.filter((row) => row.path === path)
  return own.length > 0 ? own : same.filter((row) => row.path.endsWith('/*') && path.startsWith(row.path.slice(0, -1)))
}

describe('docs/security.md', () => {
  it('has one row for each route of the server, and no row without a route', () => {
    const lacking = routes.filter((route) => rowsOf(route).length !== 1)
    expect(lacking.map(({ method, path }) => `${method} ${path}`)).toEqual([])
    const used = routes.flatMap(rowsOf)
    expect(allRows.filter((row) => !used.includes(row)).map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  for (const [heading, ask, no] of tables) {
    const { holders } = tableUnder(heading)
    const here = routes.filter((route) => rowsOf(route).some((row) => holders.join() === Object.keys(row.cells).join()))
    it.each(here)(`${heading}: $method $path answers each holder as documented`, async (route) => {
      const answers = holders.map(async (holder) => {
        const status = await ask(route.method, route.path, holder)
        return [holder, wordOf(status, no)] as const
      })
      expect(Object.fromEntries(await Promise.all(answers))).toEqual(rowsOf(route)[0]?.cells)
    })
  }
})
