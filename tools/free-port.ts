import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepLock } from './lock.mjs'

// Systems give ports from 32768 on (some from 49152 on) to connections that go out. A port from there may be gone
// before the program that should have it starts, or while it restarts.
const FIRST = 20_000
const END = 32_768
const ATTEMPTS = 1000

/**
 * A port of 127.0.0.1 that nobody uses, and that no other caller on this machine gets while this process lives: what
 * listens there may stop and start again.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = randomInt(FIRST, END)
    if (keepLock(join(tmpdir(), 'escalate-ports', String(port))) && (await nobodyListens(port))) return port
  }
  throw new Error(`No port between ${FIRST} and ${END} is free.`)
}

/** Nobody on this machine uses the port of 127.0.0.1 at this moment. */
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
