import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { project } from '../../tools/project.ts'
import { until } from '../../tools/until.ts'
import { aSocket } from './a-socket.ts'

type Program = {
  readonly name: string
  readonly command: string
  readonly words: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly port: number
  /** The file it writes to. */
  readonly log: string
}

/**
 * Starts a program that listens on a port of loopback. It ends with this process, however that ends.
 * @throws Error with the program's log, where it does not start
 */
export async function aListener({ name, command, words, env, port, log }: Program) {
  const script = join(project.root, 'tools', 'redis-lifeline.sh')
  const watcher = spawn('sh', [script, log, '-', command, ...words], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  let isOver = false
  const exited = new Promise<void>((resolve) => watcher.once('exit', () => resolve())).then(() => {
    isOver = true
  })
  // Not a request: a proxy may have no server behind it yet.
  const listens = async () => {
    const socket = await aSocket(`http://127.0.0.1:${port}`)
    socket.hangUp()
    return true
  }
  await until(`${name} listens`, async () => isOver || listens())
  if (isOver) throw new Error(`${name} does not start: ${await readFile(log, 'utf8')}`)
  return {
    async stop(): Promise<void> {
      watcher.stdin.destroy()
      await exited
    },
  }
}
