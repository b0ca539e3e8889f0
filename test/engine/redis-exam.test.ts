import { createServer } from 'node:net'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { examineRedis } from '../../src/engine/redis-exam.ts'
import { settingsIn, unfitIn } from '../../src/engine/redis-settings.ts'
import { until } from '../../tools/until.ts'
import { aRedisServer } from '../support/a-redis-server.ts'

type Server = Awaited<ReturnType<typeof aRedisServer>>
let plain: Server
let node: Server
let sentinel: Server

/** A server counts as up once it answers without a password, so its password is set afterwards. */
async function locked(server: Server, password: string): Promise<void> {
  const admin = new Redis(server.port)
  await admin.call('ACL', 'SETUSER', 'default', 'resetpass', `>${password}`)
  admin.disconnect()
}

beforeAll(async () => {
  plain = await aRedisServer(['save ""'])
  node = await aRedisServer(['cluster-enabled yes', 'cluster-announce-ip 127.0.0.1', 'save ""'])
  const lines = [`sentinel monitor main 127.0.0.1 ${plain.port} 1`, 'sentinel auth-pass main sesame']
  sentinel = await aRedisServer(lines, ['--sentinel'])
  const admin = new Redis(node.port)
  await admin.cluster('ADDSLOTSRANGE', 0, 16_383)
  await until('the cluster is one', async () => (await admin.cluster('INFO')).includes('cluster_state:ok'))
  admin.disconnect()
  await Promise.all([locked(plain, 'sesame'), locked(node, 'sesame'), locked(sentinel, 'door')])
})
afterAll(() => Promise.all([plain?.stop(), node?.stop(), sentinel?.stop()]))

/** An address with the ports of the three servers in it. */
const filled = (url: string) =>
  url
    .replace('PLAIN', `127.0.0.1:${plain.port}`)
    .replace('NODE', `127.0.0.1:${node.port}`)
    .replace('SENTINEL', `127.0.0.1:${sentinel.port}`)

/** The problems in one line; or `fit`, or `away`. Always within 7 s. */
async function found(url: string, prefix = 'escalate'): Promise<string> {
  const since = performance.now()
  const exam = await examineRedis(filled(url), prefix)
  expect(performance.now() - since).toBeLessThan(7_000)
  return exam.is === 'unfit' ? exam.problems.join('; ') : exam.is
}

describe('an examination finds', () => {
  it.each([
    'redis://:sesame@PLAIN',
    'redis://default:sesame@PLAIN/3',
    'redis+sentinel://:sesame@SENTINEL/main?sentinel-password=door',
    'redis+sentinel://:sesame@127.0.0.1:1,SENTINEL/main/3?sentinel-password=door',
    'redis+cluster://:sesame@NODE',
  ])('nothing wrong with %s', async (url) => expect(await found(url, '{escalate}')).toBe('fit'))

  it.each([
    ['redis://PLAIN', 'it asks for a password (NOAUTH)'],
    ['redis://:wrong@PLAIN', 'user or password is wrong (WRONGPASS)'],
    ['redis://nobody:sesame@PLAIN', 'user or password is wrong (WRONGPASS)'],
    ['redis+sentinel://:wrong@SENTINEL/main?sentinel-password=door', 'user or password is wrong (WRONGPASS)'],
    ['redis+sentinel://SENTINEL/main?sentinel-password=door', 'it asks for a password (NOAUTH)'],
    ['redis+sentinel://:sesame@SENTINEL/main?sentinel-password=no', 'user or password is wrong (WRONGPASS)'],
    ['redis+sentinel://:sesame@SENTINEL/main', 'it asks for a password (NOAUTH)'],
    ['redis+cluster://:wrong@NODE', 'user or password is wrong (WRONGPASS)'],
    ['redis+cluster://NODE', 'it asks for a password (NOAUTH)'],
    ['redis://:sesame@PLAIN/99', 'there is no database of this number'],
    ['redis+sentinel://:sesame@SENTINEL/main/99?sentinel-password=door', 'there is no database of this number'],
    ['redis+sentinel://:sesame@SENTINEL/other?sentinel-password=door', 'no sentinel knows a master of this name'],
    ['redis+sentinel://:sesame@PLAIN/main?sentinel-password=sesame', 'this is no sentinel: use redis://'],
    ['redis+cluster://:sesame@PLAIN', 'this is no cluster: use redis://'],
    ['redis://:sesame@NODE', 'this is a node of a cluster: use redis+cluster://'],
    ['redis://:door@SENTINEL', 'this is a sentinel: use redis+sentinel://…/<name of the master>'],
    ['rediss://:sesame@PLAIN', 'it has no TLS: use redis without the second s'],
    ['rediss+cluster://:sesame@NODE', 'it has no TLS: use redis without the second s'],
    ['rediss+sentinel://:sesame@SENTINEL/main?sentinel-password=door', 'it has no TLS: use redis without the second s'],
    ['amqp://PLAIN', 'REDIS_URL is malformed'],
  ])('the problem with %s', async (url, told) => expect(await found(url)).toBe(told))

  it.each(['redis://127.0.0.1:1', 'redis+sentinel://127.0.0.1:1/main', 'redis+cluster://127.0.0.1:1'])(
    'no problem with %s, where nothing listens',
    async (url) => expect(await found(url)).toBe('away'),
  )

  it('a policy that evicts, and every missing right, at once', async () => {
    const admin = new Redis(plain.port, { password: 'sesame' })
    onTestFinished(async () => {
      await admin.config('SET', 'maxmemory-policy', 'noeviction')
      admin.disconnect()
    })
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru')
    await admin.call('ACL', 'SETUSER', 'weak', 'on', '>pw', '~*', '&*', '+@all', '-publish', '-bzpopmin')
    expect(await found('redis://weak:pw@PLAIN')).toBe(
      'maxmemory-policy is allkeys-lru: it must be noeviction; the user has no right to +bzpopmin +publish',
    )
  })

  it.each([
    [
      'answers in another language',
      (said: string) => (said ? 'HTTP/1.1 400 Bad Request\r\n\r\n' : ''),
      'the server there is no Redis',
    ],
    ['takes everything and never answers', () => '', 'away'],
  ])('a program at the address that %s', async (_, answer, told) => {
    const other = createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (bytes) => socket.write(answer(String(bytes))))
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void other.close())
    const { port } = other.address() as { port: number } // bound to TCP
    expect(await found(`redis://127.0.0.1:${port}`)).toBe(told)
  })
})

describe('the version', () => {
  it.each([
    ['6.0.16', ['version 6.0.16 is too old: 6.2 or newer is needed']],
    ['5.0.7', ['version 5.0.7 is too old: 6.2 or newer is needed']],
    ['6.2.0', []],
    ['7.0.15', []],
    ['10.1.0', []],
  ])('%s: %j', (version, problems) => {
    const info = `# Server\r\nredis_version:${version}\r\n# Memory\r\nmaxmemory_policy:noeviction\r\naof_enabled:1\r\n`
    expect(unfitIn(settingsIn(info))).toEqual(problems)
  })
})
