import { once } from 'node:events'
import twilio from 'twilio'
import { WebSocket } from 'ws'
import { fakeAccount } from '../../../simulator/cloud/account.ts'

const { AccessToken } = twilio.jwt

interface Change {
  readonly applicationSid?: string | undefined
  readonly ttl?: number
  readonly secret?: string
  readonly incomingAllow?: boolean
}

/** An access token for voice as an application makes it, or a faulty one. */
export function voiceToken(identity: string, change: Change = {}): string {
  const { accountSid, apiKeySid, apiKeySecret } = fakeAccount
  const made = new AccessToken(accountSid, apiKeySid, change.secret ?? apiKeySecret, {
    identity,
    ttl: change.ttl ?? 600,
  })
  const outgoing = change.applicationSid === undefined ? {} : { outgoingApplicationSid: change.applicationSid }
  made.addGrant(new AccessToken.VoiceGrant({ incomingAllow: change.incomingAllow ?? true, ...outgoing }))
  return made.toJwt()
}

/** The relevant parts of a browser's offer; no browser is behind it. */
export const browserSdp = [
  ...['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0'],
  ...['m=audio 9 UDP/TLS/RTP/SAVPF 111 0 126', 'c=IN IP4 0.0.0.0', 'a=ice-ufrag:abcd', `a=ice-pwd:${'p'.repeat(24)}`],
  ...[`a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`, 'a=setup:actpass', 'a=mid:0'],
  ...[
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:126 telephone-event/8000',
  ],
  '',
].join('\r\n')

interface Heard {
  readonly type: string
  readonly payload: Record<string, unknown> & {
    readonly callsid?: string
    readonly sdp?: string
    readonly reconnect?: string
  }
}

export type DeviceByHand = Awaited<ReturnType<typeof openDevice>>

/** One connection of the Voice SDK, by hand: its messages, and the answers. */
export async function openDevice(url: string) {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/signal`)
  const heard: Heard[] = []
  const looking = new Set<() => void>()
  ws.on('message', (text) => {
    if (String(text) === '\n') return void ws.send('\n')
    heard.push(JSON.parse(String(text)) as Heard)
    for (const look of looking) look()
  })
  await once(ws, 'open')
  const say = (type: string, payload: object = {}) => ws.send(JSON.stringify({ type, payload, version: '1.6' }))
  return {
    heard,
    say,
    send: (text: string) => ws.send(text),
    /** The nth message of a type, past or to come. */
    hears: (type: string, nth = 0) =>
      new Promise<Heard['payload']>((resolve) => {
        const look = () => {
          const found = heard.filter((each) => each.type === type)[nth]
          if (found === undefined) return
          looking.delete(look)
          resolve(found.payload)
        }
        looking.add(look)
        look()
      }),
    closed: once(ws, 'close'),
    cut: () => ws.terminate(),
  }
}

/** A browser that has signed in and is registered. */
export async function registered(url: string, identity: string, change: Change = {}) {
  const device = await openDevice(url)
  device.say('listen', { token: voiceToken(identity, change), reconnectTimeout: 0 })
  await device.hears('connected')
  device.say('register', { media: { audio: true } })
  await device.hears('ready')
  return device
}
