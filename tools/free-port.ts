import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepLock } from './lock.mjs'

// Systems use ports from 32768 on (some from 49152 on) for outgoing connections. Such a port may be taken before the
// program that should get it starts, or while it restarts.
const FIRST = 20_000
const END = 32_768
const ATTEMPTS = 1000

/**
 * A free port of 127.0.0.1 that no other caller on this machine gets while this process lives, so that its program may
 * stop and start again.
 * @throws Error if there is none
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = randomInt(FIRST, END)
    if (keepLock(join(tmpdir(), 'escalate-ports', String(port))) && (await nobodyListens(port))) return port
  }
  throw new Error(`No port between ${FIRST} and ${END} is free.`)
}

/** Whether this port of 127.0.0.1 is free at the moment. */
export async function nobodyListens(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
