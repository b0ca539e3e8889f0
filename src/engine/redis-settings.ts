/** The settings of a Redis; `policy` is undefined if INFO does not show it. */
export type RedisSettings = {
  readonly version: string
  readonly policy: string | undefined
  readonly isPersistent: boolean
  readonly isClusterNode: boolean
}

/** Older versions lack commands that the timeline and the queues need. */
export const oldestRedis = '6.2'

/** Reads the settings from INFO, because Redis providers often forbid CONFIG. */
export function settingsIn(info: string): RedisSettings {
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1]
  return {
    version: field('redis_version') ?? '0',
    policy: field('maxmemory_policy'),
    isPersistent: field('aof_enabled') === '1',
    isClusterNode: field('redis_mode') === 'cluster',
  }
}

/** Why these settings are unfit: Redis would refuse scripts, or evict acknowledged data. */
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
