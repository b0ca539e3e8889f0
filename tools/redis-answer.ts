import { connect } from 'node:net'

const PATIENCE_MS = 1000

/**
 * The process id of the Redis that answers PING on this port; undefined if none answers (yet). The id distinguishes our
 * own server from another one that got the port first.
 */
export function redisAnswer(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect({ host: '127.0.0.1', port, timeout: PATIENCE_MS })
    const answer = (pid?: number) => {
      socket.destroy()
      resolve(pid)
    }
    socket.setEncoding('utf8')
    socket.on('connect', () => socket.write('PING\r\nINFO server\r\n'))
    socket.on('data', (chunk: string) => {
      text += chunk
      const pid = /process_id:(\d+)/.exec(text)?.[1]
      if (pid !== undefined) answer(text.startsWith('+PONG') ? Number(pid) : undefined)
    })
    socket.on('timeout', () => answer())
    socket.on('error', () => answer())
    socket.on('close', () => answer())
  })
}
