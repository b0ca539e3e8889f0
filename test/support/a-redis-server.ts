import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isOlder } from '../../src/engine/redis-settings.ts'
import { freePort } from '../../tools/free-port.ts'
import { project } from '../../tools/project.ts'
import { redisAnswer } from '../../tools/redis-answer.ts'
import { redisBinary } from '../../tools/redis-binary.ts'
import { until } from '../../tools/until.ts'

/** A Redis of any kind, from the lines of its configuration. It ends with this process, however that ends. */
export async function aRedisServer(lines: readonly string[], words: readonly string[] = []) {
  const { command, env, version } = await redisBinary()
  const dir = await mkdtemp(join(tmpdir(), 'escalate-redis-'))
  const port = await freePort()
  const file = join(dir, 'redis.conf')
  // The nodes of a cluster talk on a second port. The default (10,000 higher) may be in use by an outgoing connection.
  const hasBus = lines.includes('cluster-enabled yes') && !isOlder(version, '7.0')
  const bus = hasBus ? [`cluster-port ${await freePort()}`] : []
  await writeFile(file, [`port ${port}`, 'bind 127.0.0.1', `dir ${dir}`, ...bus, ...lines, ''].join('\n'))
  const script = join(project.root, 'tools', 'redis-lifeline.sh')
  const watcher = spawn('sh', [script, join(dir, 'redis.log'), '-', command, file, ...words], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  let pid = 0
  watcher.stdout.once('data', (text) => {
    pid = Number(String(text).trim())
  })
  const exited = new Promise<void>((resolve) => watcher.once('exit', () => resolve()))
  await until('Redis answers', async () => (await redisAnswer(port)) !== undefined)
  return {
    port,
    kill: (signal: NodeJS.Signals) => void process.kill(pid, signal),
    async stop(): Promise<void> {
      watcher.stdin.destroy()
      await exited
      await rm(dir, { recursive: true, force: true })
    },
  }
}
