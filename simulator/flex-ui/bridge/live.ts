import type { WebSocket } from 'ws'
import type { Cloud } from '../../cloud/cloud.ts'
import type { Task, TaskRouterListener, Workspace } from '../../taskrouter/model.ts'
import { openReservations } from '../../taskrouter/reservations.ts'
import { agentOf, claimsOf } from '../agent.ts'
import type { Bridge } from '../model.ts'
import { reservationSeen, taskSeen, workerChannelSeen, workerSeen } from './bodies.ts'

// After 30 s of silence the SDK takes the connection for lost. Blank messages are heartbeats.
const heartbeatMs = 10_000

/** wss://event-bridge.twilio.com/v1/wschannels: sends one worker's TaskRouter events. */
export function openBridge(cloud: Cloud, ws: WebSocket, query: URLSearchParams): void {
  const token = query.get('token') ?? ''
  const agent = agentOf(cloud, token)
  const claims = claimsOf(cloud, token)
  if (agent === undefined || claims === undefined) {
    ws.close(4001, 'Access token expired or unknown')
    return
  }
  const { bridges } = cloud.flexUi
  // One session per worker: a second browser window ends the first one's session.
  if (query.get('closeExistingSessions') === 'true') {
    for (const other of bridges) if (other.agent.worker === agent.worker) other.close('A newer session was opened')
  }
  const say = (text: string): void => {
    if (ws.readyState === ws.OPEN) ws.send(text)
  }
  const bridge: Bridge = {
    agent,
    send: (eventType, payload) => say(JSON.stringify({ event_type: eventType, payload })),
    close: (reason) => ws.close(4000, reason),
    cut: () => ws.terminate(),
  }
  bridges.add(bridge)
  const heartbeat = setInterval(() => say(' '), heartbeatMs)
  ws.on('error', () => undefined)
  ws.on('close', () => {
    clearInterval(heartbeat)
    bridges.delete(bridge)
  })
  bridge.send('init', {
    channel_id: agent.worker.sid,
    account_sid: cloud.account.accountSid,
    workspace_sid: agent.workspace.sid,
    token_lifetime: claims.expiresAt - cloud.clock.now(),
  })
}

/** Passes TaskRouter's events on to the browsers of the workers that they concern. */
export const eventsToBrowsers = (cloud: Cloud): TaskRouterListener => ({
  happened(workspace, eventType, sid) {
    for (const bridge of cloud.flexUi.bridges) {
      const payload = seenBy(cloud, workspace, bridge, eventType, sid)
      if (payload !== undefined) bridge.send(eventType, payload)
    }
  },
})

function seenBy(cloud: Cloud, workspace: Workspace, { agent }: Bridge, eventType: string, sid: string): unknown {
  const { worker } = agent
  switch (eventType.split('.', 1)[0]) {
    case 'reservation': {
      const reservation = worker.reservations.get(sid)
      return reservation && reservationSeen(cloud, workspace, reservation)
    }
    case 'task': {
      const task = workspace.tasks.get(sid)
      return task !== undefined && holds(worker.sid, task) ? taskSeen(cloud, task) : undefined
    }
    case 'worker': {
      const channel = [...worker.channels.values()].find((each) => each.sid === sid)
      if (channel !== undefined) return workerChannelSeen(cloud, workspace, worker, channel)
      return sid === worker.sid ? workerSeen(cloud, workspace, worker) : undefined
    }
    default:
      return undefined
  }
}

const holds = (workerSid: string, task: Task): boolean =>
  openReservations(task).some(({ worker }) => worker.sid === workerSid)
