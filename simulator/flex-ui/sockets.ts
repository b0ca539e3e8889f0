import type { WebSocket } from 'ws'
import type { Cloud } from '../cloud/cloud.ts'
import { openBridge } from './bridge/live.ts'
import { chatRoutes } from './chat/routes.ts'
import { syncRoutes } from './sync/routes.ts'
import { telemetryRoutes } from './telemetry.ts'
import { openTwilsock } from './twilsock/open-twilsock.ts'
import { unhandled } from './unhandled.ts'

type Door = (ws: WebSocket, query: URLSearchParams) => void

/**
 * The WebSockets of Flex UI, by their path on the simulator. An unknown WebSocket of Twilio's goes into the journal.
 */
export function flexUiSockets(cloud: Cloud): (path: string) => Door | undefined {
  const routes = [...chatRoutes(cloud), ...syncRoutes(cloud), ...telemetryRoutes()]
  const doors: Readonly<Record<string, Door>> = {
    '/__twilio/event-bridge.twilio.com/v1/wschannels': (ws, query) => openBridge(cloud, ws, query),
    '/__twilio/tsock.us1.twilio.com/v3/wsconnect': (ws) => openTwilsock(cloud, ws, routes),
  }
  return (path) => {
    const [, host, rest] = /^\/__twilio\/([^/]+)(.*)$/.exec(path) ?? []
    if (host !== undefined && doors[path] === undefined) unhandled(cloud, host, 'WEBSOCKET', rest ?? '')
    return doors[path]
  }
}
