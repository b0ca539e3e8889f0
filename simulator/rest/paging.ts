import { invalid } from './rest-error.ts'
import type { Call } from './route.ts'

/** Everything that can be listed. `order` grows with every new resource. */
export interface Listed {
  readonly order: number
}

interface PagingParams {
  readonly PageSize?: number | undefined
  readonly Page?: number | undefined
  readonly PageToken?: string | undefined
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly meta: Readonly<Record<string, unknown>>
}

/**
 * One page in the v1 `meta` form. The token names the last item of the page rather than a position, so that items which
 * appear or disappear between two pages are neither skipped nor repeated. `items` must already be ordered.
 */
export function page<T extends Listed>(
  items: readonly T[],
  call: Call<string, PagingParams>,
  key: string,
  size = 50,
): Page<T> {
  const pageSize = Math.min(call.params.PageSize ?? size, call.mostPerPage ?? Number.POSITIVE_INFINITY)
  const start = startAfter(items, call.params.PageToken)
  const shown = items.slice(start, start + pageSize)
  const number = call.params.PageToken === undefined ? 0 : (call.params.Page ?? 1)
  const last = shown.at(-1)
  const address = (params: Record<string, string>): string => {
    const query = new URLSearchParams(call.query)
    for (const [name, value] of Object.entries({ PageSize: String(pageSize), Page: '0', ...params }))
      query.set(name, value)
    if (params['PageToken'] === undefined) query.delete('PageToken')
    return `${call.address}?${query}`
  }
  const more = start + pageSize < items.length && last !== undefined
  const first = items[start - pageSize - 1]
  const kind = rises(items) ? 'PA' : 'PD'
  const previous = first === undefined ? {} : { PageToken: token(kind, first.order) }
  return {
    items: shown,
    meta: {
      page: number,
      page_size: pageSize,
      first_page_url: address({}),
      previous_page_url: start === 0 ? null : address({ Page: String(Math.max(number - 1, 0)), ...previous }),
      url: address(
        call.params.PageToken === undefined ? {} : { Page: String(number), PageToken: call.params.PageToken },
      ),
      next_page_url: more ? address({ Page: String(number + 1), PageToken: token(kind, last.order) }) : null,
      key,
    },
  }
}

const token = (kind: 'PA' | 'PD', order: number): string => `${kind}${order.toString(16).padStart(32, '0')}`

function rises([first, second]: readonly Listed[]): boolean {
  return first === undefined || second === undefined || first.order < second.order
}

function startAfter(items: readonly Listed[], given: string | undefined): number {
  if (given === undefined) return 0
  if (!/^P[AD][0-9a-f]{32}$/.test(given)) throw invalid("Invalid parameter 'PageToken'")
  const seen = Number.parseInt(given.slice(2), 16)
  const rising = given.startsWith('PA')
  const next = items.findIndex(({ order }) => (rising ? order > seen : order < seen))
  return next === -1 ? items.length : next
}
