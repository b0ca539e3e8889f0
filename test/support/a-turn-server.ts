import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../tools/free-port.ts'
import { type TurnBinary, turnBinary } from '../../tools/turn-binary.ts'
import { aListener } from './a-listener.ts'

/** Undefined where coturn is missing: its tests are skipped by name. */
export const coturn: TurnBinary | undefined = process.platform === 'linux' ? await turnBinary() : undefined

const user = { username: 'somebody', credential: 'simulated-turn-secret-not-real' }

/** A TURN server on loopback, over UDP and TCP. */
export async function aTurnServer({ command, env }: TurnBinary) {
  const port = await freePort()
  const dir = await mkdtemp(join(tmpdir(), 'escalate-turn-'))
  const log = join(dir, 'turn.log')
  const words = [
    ...['-n', '--no-cli', '--no-tls', '--no-dtls', '--no-multicast-peers', '--allow-loopback-peers'],
    ...['--listening-ip', '127.0.0.1', '--relay-ip', '127.0.0.1', '--listening-port', String(port)],
    ...['--lt-cred-mech', '--user', `${user.username}:${user.credential}`, '--realm', 'turn.example'],
    ...['--pidfile', join(dir, 'pid'), '--log-file', 'stdout', '--simple-log', '--userdb', join(dir, 'users')],
  ]
  const { stop } = await aListener({ name: 'coturn', command, words, env, port, log })
  return {
    port,
    /** As Twilio lists its own: one address per transport. @param at its address, where that is not the server's own */
    over: (transport: 'udp' | 'tcp', at = port) => ({ urls: `turn:127.0.0.1:${at}?transport=${transport}`, ...user }),
    async stop(): Promise<void> {
      await stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
