import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { genuineClients } from '../../tools/genuine-clients.ts'
import { project } from '../../tools/project.ts'
import { simAt } from '../../tools/sim.ts'
import { credentials } from '../../tools/stack.ts'

/** A simulator behind TLS, and programs with Twilio's unmodified clients that only their environment leads there. */
export async function aStranger() {
  const root = await genuineClients()
  const folder = await mkdtemp(join(tmpdir(), 'escalate-stranger-'))
  const simulator = spawn(process.execPath, [join(project.root, 'simulator', 'main.ts'), '--control', '--tls'], {
    env: { ...credentials, SIMULATOR_PORT: '0', SIMULATOR_TLS_PORT: '0', SIMULATOR_TLS_FOLDER: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: simulator.stdout }), 'line')
  const { listening, certificate } = JSON.parse(String(line)) as { listening: string; certificate: string } // its first line
  const env = {
    ...credentials,
    PATH: process.env['PATH'],
    ...{
      HTTP_PROXY: listening,
      HTTPS_PROXY: listening,
      NO_PROXY: '127.0.0.1',
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: certificate,
    },
  }
  return {
    sim: simAt(listening),
    twilsock: `${listening.replace('http', 'ws')}/__twilio/tsock.us1.twilio.com/v3/wsconnect`,
    /** Runs one of the programs. @param heard gets each line before the last one @returns its last line */
    async told(
      program: string,
      words: readonly string[],
      heard: (line: string) => unknown = () => {},
    ): Promise<unknown> {
      const child = spawn(process.execPath, [join(root, program), ...words], {
        cwd: root,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let trouble = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        trouble += text
      })
      let last = ''
      for await (const each of createInterface({ input: child.stdout })) {
        if (each.startsWith('{')) last = each
        else await heard(each)
      }
      if (last === '') throw new Error(`${program} told nothing: ${trouble}`)
      return JSON.parse(last)
    },
    async stop(): Promise<void> {
      simulator.kill('SIGTERM')
      await once(simulator, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
