import { once } from 'node:events'
import { createServer } from 'node:net'
import { freePort } from '../free-port.ts'

/** The port people remember if nobody has it, or any other. */
export async function usualOrFree(usual: number): Promise<number> {
  const server = createServer()
  try {
    server.listen(usual, '127.0.0.1')
    await once(server, 'listening')
    return usual
  } catch {
    return freePort()
  } finally {
    server.close()
  }
}
