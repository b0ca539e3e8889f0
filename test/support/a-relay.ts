import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** The direction that is swallowed: Escalate's requests, Redis's answers, or both. */
export type Swallowed = 'requests' | 'answers' | 'both'
type Line = { readonly near: Socket; readonly far: Socket; swallowed?: Swallowed }

/**
 * A TCP relay in front of a Redis, or of another server. It can go silent like a broken network: nothing passes on
 * existing connections, they stay open, and new ones work. It can be closed, delay every answer, and lead new
 * connections to another Redis, like a name that was moved.
 */
export async function aRelay(port: number) {
  const lines = new Set<Line>()
  let target = port
  let accepted = 0
  let lateMs = 0

  const server = createServer({ allowHalfOpen: true }, (near) => {
    accepted += 1
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true })
    const line: Line = { near, far }
    lines.add(line)
    const isSwallowed = (what: 'requests' | 'answers') => line.swallowed === what || line.swallowed === 'both'
    near.on('data', (bytes) => isSwallowed('requests') || far.write(bytes))
    // Delayed or not, answers keep their order, as on any connection.
    let passing = Promise.resolve()
    const inOrder = (pass: () => void) => {
      const dueAt = Date.now() + lateMs
      passing = passing.then(async () => {
        if (dueAt > Date.now()) await pause(dueAt - Date.now())
        pass()
      })
    }
    far.on('data', (bytes) => isSwallowed('answers') || inOrder(() => near.write(bytes)))
    near.on('end', () => isSwallowed('requests') || far.end())
    far.on('end', () => isSwallowed('answers') || inOrder(() => near.end()))
    for (const socket of [near, far]) {
      socket.on('error', () => {})
      socket.on('close', () => {
        lines.delete(line)
        near.destroy()
        far.destroy()
      })
    }
  })
  const listen = (on: number) => new Promise<void>((resolve) => server.listen(on, '127.0.0.1', resolve))
  /** Ends all connections and refuses new ones. */
  const close = async () => {
    for (const { near } of lines) near.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The relay has no port')

  return {
    port: address.port,
    /** How many connections were made through it so far. */
    accepted: () => accepted,
    /** Every existing connection goes silent. @returns how many */
    silence(swallowed: Swallowed): number {
      for (const line of lines) line.swallowed = swallowed
      return lines.size
    },
    /** New connections lead to the Redis at this port; existing ones stay. */
    leadTo(next: number): void {
      target = next
    },
    /** Every answer comes so much later (ms) from now on. */
    slow(ms: number): void {
      lateMs = ms
    },
    close,
    reopen: () => listen(address.port),
    stop: close,
  }
}
