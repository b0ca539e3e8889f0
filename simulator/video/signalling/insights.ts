import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'

/** Where the SDK sends its telemetry once it is in a room. It is let talk, so that it does not complain. */
export function takeInsights(ws: WebSocket): void {
  ws.on('message', (data) => {
    // Only the first message wants an answer; the events after it are counted nowhere.
    if (typeOf(String(data)) === 'connect')
      ws.send(JSON.stringify({ type: 'connected', session: randomUUID(), version: 1 }))
  })
  ws.on('error', () => undefined)
}

function typeOf(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && 'type' in parsed ? parsed.type : undefined
  } catch {
    return undefined
  }
}
