import { type Listed, page } from '../rest/paging.ts'
import type { Call } from '../rest/route.ts'

interface PagingParams {
  readonly PageSize?: number | undefined
  readonly Page?: number | undefined
  readonly PageToken?: string | undefined
}

/**
 * One page in the 2010 API's form: as in v1, but with relative addresses, and beside the items instead of in `meta`.
 */
export function listPage<T extends Listed>(items: readonly T[], call: Call<string, PagingParams>, key: string) {
  const { items: shown, meta } = page(items, call, key)
  const relative = (name: string): string | null => {
    const url = meta[name]
    return typeof url === 'string' ? url.replace(/^https:\/\/[^/]+/, '') : null
  }
  const number = Number(meta['page'])
  const size = Number(meta['page_size'])
  return {
    items: shown,
    paging: {
      page: number,
      page_size: size,
      start: number * size,
      end: number * size + Math.max(shown.length - 1, 0),
      uri: relative('url'),
      first_page_uri: relative('first_page_url'),
      previous_page_uri: relative('previous_page_url'),
      next_page_uri: relative('next_page_url'),
    },
  }
}
