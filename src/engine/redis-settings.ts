/** How a Redis is set up; `policy` is undefined where it does not tell. */
export type RedisSettings = {
  readonly version: string
  readonly policy: string | undefined
  readonly isPersistent: boolean
  readonly isClusterNode: boolean
}

/** Older ones lack what the timeline and the queues need. */
export const oldestRedis = '6.2'

/** From the answer to INFO rather than to CONFIG, which providers of Redis often forbid. */
export function settingsIn(info: string): RedisSettings {
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1]
  return {
    version: field('redis_version') ?? '0',
    policy: field('maxmemory_policy'),
    isPersistent: field('aof_enabled') === '1',
    isClusterNode: field('redis_mode') === 'cluster',
  }
}

/** What makes a Redis unfit: it would refuse scripts, or lose what was acknowledged. */
export function unfitIn({ version, policy }: RedisSettings): readonly string[] {
  return [
    ...(isOlder(version, oldestRedis) ? [`version ${version} is too old: ${oldestRedis} or newer is needed`] : []),
    ...(policy !== undefined && policy !== 'noeviction'
      ? [`maxmemory-policy is ${policy}: it must be noeviction`]
      : []),
  ]
}

export function isOlder(version: string, than: string): boolean {
  const [[major = 0, minor = 0], [leastMajor = 0, leastMinor = 0]] = [version, than].map((each) =>
    each.split('.').map(Number),
  ) as [number[], number[]] // one for each of the two
  return major < leastMajor || (major === leastMajor && minor < leastMinor)
}
