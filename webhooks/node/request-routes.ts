export type RouteOf = (url: string | undefined) => string

/**
 * Finds the pattern of a path among a server's routes, e.g. `/j/:token/events`. Any other path is `other`, whatever
 * clients make up; a path with a link in it must not become a label.
 */
export function routesOf(routes: readonly { readonly path: string }[]): RouteOf {
  const paths = [...new Set(routes.map(({ path }) => path.replace(/(.)\/$/, '$1')))]
  const plain = new Set(paths.filter((path) => !/[:*]/.test(path)))
  // Fewer wildcards first: `/j/assets/*` must win over `/j/:token/*`.
  const others = paths
    .filter((path) => /[:*]/.test(path) && !isCatchAll(path))
    .sort((a, b) => a.split(':').length - b.split(':').length)
    .map((path) => ({ path, matches: new RegExp(`^${path.replace(/:[^/]+/g, '[^/]+').replace(/\*/g, '.*')}$`) }))

  return (url = '/') => {
    const path = (url.split('?')[0] ?? '/').replace(/(.)\/$/, '$1')
    if (plain.has(path)) return path
    return others.find(({ matches }) => matches.test(path))?.path ?? 'other'
  }
}

/** Middleware is mounted on patterns that say nothing: `/*`, `/api/*`, `/j/:token/*`. */
const isCatchAll = (path: string) => path.endsWith('*') && !/\/(assets|processors)\//.test(path)
