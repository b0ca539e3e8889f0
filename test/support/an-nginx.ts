import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nginxBinary } from '../../tools/nginx-binary.ts'
import { project } from '../../tools/project.ts'
import { until } from '../../tools/until.ts'
import { aSocket } from './a-socket.ts'

/** nginx keeps what it writes in five folders, each named by itself. */
const written = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

/** One nginx with these `server` blocks. It ends with this process, however that ends. */
export async function anNginx(port: number, servers: string) {
  const { command, env } = await nginxBinary()
  const dir = await mkdtemp(join(tmpdir(), 'escalate-nginx-'))
  const folders = written.map((name) => `${name}_temp_path ${join(dir, name)};`).join(' ')
  const http = `access_log off; ${folders} ${servers}`
  const lines = ['daemon off; master_process off;', `pid ${join(dir, 'pid')};`, 'events {}', `http { ${http} }`]
  const file = join(dir, 'nginx.conf')
  const log = join(dir, 'error.log')
  await writeFile(file, `${lines.join('\n')}\n`)
  const script = join(project.root, 'tools', 'redis-lifeline.sh')
  const watcher = spawn('sh', [script, log, '-', command, '-p', dir, '-e', log, '-c', file], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  let isOver = false
  const exited = new Promise<void>((resolve) => watcher.once('exit', () => resolve())).then(() => {
    isOver = true
  })
  // Not a request: there may be nobody yet to pass it on to.
  const listens = async () => {
    const socket = await aSocket(`http://127.0.0.1:${port}`)
    socket.hangUp()
    return true
  }
  await until('nginx listens', async () => isOver || listens())
  if (isOver) throw new Error(`nginx does not start: ${await readFile(log, 'utf8')}`)
  return {
    /** What it had to complain about. */
    complaints: () => readFile(log, 'utf8'),
    async stop(): Promise<void> {
      watcher.stdin.destroy()
      await exited
      await rm(dir, { recursive: true, force: true })
    },
  }
}
