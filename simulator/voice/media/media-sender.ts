import type { Cloud } from '../../cloud/cloud.ts'
import type { MediaSender } from '../model.ts'
import { connectMedia, type MediaConnection } from './connection.ts'

/**
 * Creates one sender with one timer for all streams of a cloud. Audio uses real time even if the simulated clock stands
 * still, because receivers listen in real time.
 */
export function createMediaSender(cloud: Cloud): MediaSender {
  const connections = new Map<string, MediaConnection>()
  let timer: NodeJS.Timeout | undefined
  const play = (): void => {
    const now = performance.now()
    for (const connection of connections.values()) connection.play(now)
  }
  const forget = (sid: string): void => {
    connections.delete(sid)
    if (connections.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
  return {
    start(stream) {
      connections.set(
        stream.sid,
        connectMedia(cloud, stream, () => forget(stream.sid)),
      )
      timer ??= setInterval(play, 20)
      timer.unref()
    },
    stop: ({ sid }) => connections.get(sid)?.close(),
    clear() {
      for (const { streams } of cloud.voice.calls.values()) {
        for (const stream of streams.values()) stream.status = 'stopped'
      }
      for (const connection of connections.values()) connection.close()
    },
  }
}
