import type { RawData, WebSocket } from 'ws'
import type { Cloud } from '../cloud/cloud.ts'
import { createPulse } from '../video/signalling/pulse.ts'
import { waitForDevice } from './legs.ts'
import { saidByDevice } from './messages.ts'
import type { Device } from './model.ts'
import { receive } from './receive.ts'

/** The message separator, which is also the heartbeat: both ends send it, and the SDK returns each one. */
const beat = '\n'
const mostUnread = 1024 * 1024

/** Serves one connection of the Voice SDK: `wss://voice-js.<edge>.twilio.com/signal`. */
export function openDevice(cloud: Cloud, ws: WebSocket, reached: string): void {
  const post = (text: string): void => {
    if (ws.readyState !== ws.OPEN) return
    if (ws.bufferedAmount > mostUnread) ws.terminate()
    else ws.send(text)
  }
  const device: Device = {
    send: (type, payload = {}) => post(JSON.stringify({ type, payload, version: '1.6' })),
    close: () => ws.close(1000),
    reached,
    grant: null,
    isRegistered: false,
    patienceMs: 0,
    stopExpiry: () => undefined,
  }
  const pulse = createPulse({ beat: () => post(beat), dead: () => ws.terminate() })
  cloud.voiceSdk.devices.add(device)
  pulse.agree(undefined)
  ws.on('message', (data) => {
    pulse.felt()
    if (String(data) === beat) return
    const said = fromJson(data)
    const parsed = saidByDevice.safeParse(said)
    if (parsed.success) receive(cloud, device, parsed.data)
    else notUnderstood(cloud, device, said)
  })
  ws.on('error', () => undefined)
  ws.on('close', () => {
    pulse.stop()
    device.stopExpiry()
    cloud.voiceSdk.devices.delete(device)
    waitForDevice(cloud, device)
  })
}

function notUnderstood(cloud: Cloud, device: Device, said: unknown): void {
  const type = typeof said === 'object' && said !== null && 'type' in said ? String(said.type) : 'no message'
  const gap = `the message '${type}' as it was sent`
  cloud.journal.add({ kind: 'gap', product: 'voice-js', method: 'WEBSOCKET', path: '/signal', gap })
  device.send('error', { error: { code: 31100, message: `The simulator does not imitate ${gap}` } })
}

function fromJson(data: RawData): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return undefined
  }
}
