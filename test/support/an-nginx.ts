import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nginxBinary } from '../../tools/nginx-binary.ts'
import { aListener } from './a-listener.ts'

/** nginx writes into five folders, each with its own setting. */
const written = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

/** One nginx with these `server` blocks. */
export async function anNginx(port: number, servers: string) {
  const { command, env } = await nginxBinary()
  const dir = await mkdtemp(join(tmpdir(), 'escalate-nginx-'))
  const folders = written.map((name) => `${name}_temp_path ${join(dir, name)};`).join(' ')
  const http = `access_log off; ${folders} ${servers}`
  const lines = ['daemon off; master_process off;', `pid ${join(dir, 'pid')};`, 'events {}', `http { ${http} }`]
  const file = join(dir, 'nginx.conf')
  const log = join(dir, 'error.log')
  await writeFile(file, `${lines.join('\n')}\n`)
  const words = ['-p', dir, '-e', log, '-c', file]
  const { stop } = await aListener({ name: 'nginx', command, words, env, port, log })
  return {
    /** Its warnings and errors. */
    complaints: () => readFile(log, 'utf8'),
    async stop(): Promise<void> {
      await stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
