import { changeChannel } from './changes.ts'
import { jobPrefix } from './queues.ts'

/** A command whose arguments change only keys of the probe. */
export type Probe = readonly [command: string, ...rest: (string | number)[]]

const keepMs = 60_000

/** Every command that our code and BullMQ use, on keys of the probe. The last commands delete the keys. */
export function commandProbes(prefix: string): readonly Probe[] {
  const [text, hash, list, set, sorted, stream] = ['text', 'hash', 'list', 'set', 'sorted', 'stream'].map(
    (kind) => `${prefix}:probe:${kind}`,
  ) as [string, string, string, string, string, string] // one for each of the six
  return [
    ['ping'],
    ['info', 'server'],
    ['set', text, 1, 'PX', keepMs],
    ['get', text],
    ['incr', text],
    ['exists', text],
    ['persist', text],
    ['pttl', text],
    ['pexpire', text, keepMs],
    ['pexpireat', text, Date.now() + keepMs],
    ['hset', hash, 'a', 1],
    ['hmset', hash, 'a', 1],
    ['hget', hash, 'a'],
    ['hmget', hash, 'a'],
    ['hgetall', hash],
    ['hexists', hash, 'a'],
    ['hincrby', hash, 'a', 1],
    ['hdel', hash, 'a'],
    ['lpush', list, 'a'],
    ['rpush', list, 'b'],
    ['llen', list],
    ['lindex', list, 0],
    ['lrange', list, 0, 0],
    ['lpos', list, 'a'],
    ['ltrim', list, 0, 1],
    ['rpoplpush', list, list],
    ['lrem', list, 1, 'b'],
    ['rpop', list],
    ['sadd', set, 'a'],
    ['scard', set],
    ['smembers', set],
    ['srem', set, 'a'],
    ['zadd', sorted, 1, 'a', 2, 'b'],
    ['zcard', sorted],
    ['zcount', sorted, 1, 1],
    ['zscore', sorted, 'a'],
    ['zrange', sorted, 0, 0],
    ['zrevrange', sorted, 0, 0],
    ['zrangebyscore', sorted, 1, 1],
    ['zrevrangebyscore', sorted, 1, 1],
    ['zrem', sorted, 'c'],
    ['zremrangebyrank', sorted, 9, 9],
    ['zremrangebyscore', sorted, 9, 9],
    ['zpopmin', sorted],
    ['bzpopmin', sorted, 0.01],
    ['xadd', stream, 'MAXLEN', 1, '*', 'a', 1],
    ['xrange', stream, '-', '+', 'COUNT', 1],
    ['xrevrange', stream, '+', '-', 'COUNT', 1],
    ['xdel', stream, '1-1'],
    ['xtrim', stream, 'MAXLEN', 0],
    ['eval', 'return 1', 1, text],
    ['evalsha', '0'.repeat(40), 1, text],
    ['publish', changeChannel(prefix), 'pulse'],
    ['del', text],
    ['del', hash],
    ['del', list],
    ['del', set],
    ['del', sorted],
    ['del', stream],
  ]
}

/** The commands that a cluster client sends to each node. */
export const clusterCommands = ['cluster|slots', 'cluster|info'] as const

/** The beginnings of all our keys; those without a colon at the end are whole names. */
const ours = [
  'alias:',
  'census',
  'lock:',
  'endpoints',
  'endpoints-disabled',
  'format',
  'history:',
  'lease:',
  'unsent-outboxes',
  'event-streams:',
  'live:',
  'outbox:',
  'probe',
  'probe:',
  'projection:',
  'record:',
  'timeline',
  'timeline:',
  'worker-heartbeat',
] as const

/** The ACL patterns of our keys (`ours`), and the two that cover all keys (`all`). */
export function keyPatterns(prefix: string) {
  const patternOf = (each: string) => `~${prefix}:${each}${each.endsWith(':') ? '*' : ''}`
  return { all: [`~${prefix}:*`, `~${jobPrefix(prefix)}:*`] as const, ours: ours.map(patternOf) }
}
