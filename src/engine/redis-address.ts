export type HostPort = { readonly host: string; readonly port: number }
type Login = { readonly username?: string; readonly password?: string; readonly tls?: object }

/** The address of Redis: one server, sentinels that know the master of a name, or some nodes of a cluster. */
export type RedisAddress =
  | { readonly kind: 'single'; readonly url: string }
  | {
      readonly kind: 'sentinel'
      readonly sentinels: readonly HostPort[]
      readonly name: string
      readonly db: number
      readonly sentinelPassword?: string
      readonly login: Login
    }
  | { readonly kind: 'cluster'; readonly nodes: readonly HostPort[]; readonly login: Login }

const form =
  /^(rediss?)\+(sentinel|cluster):\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?]+)(?:\/([^/?]*))?(?:\/(\d+))?(?:\?sentinel-password=([^&]+))?$/
const usualPort = { sentinel: 26_379, cluster: 6_379 } as const

/**
 * Reads `REDIS_URL`: `redis://…`, `redis+sentinel://[user:password@]host[:port],…/<master's name>[/<db>][?sentinel-password=…]`
 * or `redis+cluster://[user:password@]host[:port],…`; `rediss` everywhere for TLS. User and password are percent-encoded.
 *
 * @returns undefined when it is none of these
 */
export function redisAddress(text: string): RedisAddress | undefined {
  // Node's URL parser takes some unescaped characters of a password for the end of the host.
  if (/^rediss?:\/\/./.test(text)) return isSingle(text) ? { kind: 'single', url: text } : undefined
  const match = form.exec(text)
  if (!match || !isEncoded(text)) return undefined
  const [, scheme, kind, user, password, hosts = '', name = '', db = '0', sentinelPassword] = match
  const login = {
    ...(user && { username: decodeURIComponent(user) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(scheme === 'rediss' && { tls: {} }),
  }
  const isCluster = kind === 'cluster'
  const all = hosts.split(',').map((each) => hostPortOf(each, usualPort[isCluster ? 'cluster' : 'sentinel']))
  if (!all.every((each) => each !== undefined)) return undefined
  if (isCluster) return name === '' && !sentinelPassword ? { kind: 'cluster', nodes: all, login } : undefined
  if (name === '') return undefined
  const secret = sentinelPassword && { sentinelPassword: decodeURIComponent(sentinelPassword) }
  return { kind: 'sentinel', sentinels: all, name, db: Number(db), ...secret, login }
}

function isSingle(text: string): boolean {
  if (!URL.canParse(text) || !isEncoded(text)) return false
  const { hostname, pathname, search, hash } = new URL(text)
  return hostname !== '' && /^(\/\d*)?$/.test(pathname) && !search.includes('@') && hash === ''
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function hostPortOf(text: string, usual: number): HostPort | undefined {
  const [, host, port] = /^([\w.-]+|\[[\da-fA-F:]+\])(?::(\d{1,5}))?$/.exec(text) ?? []
  if (Number(port) === 0 || Number(port) > 65_535) return undefined
  return host ? { host: host.replace(/^\[|\]$/g, ''), port: port ? Number(port) : usual } : undefined
}
