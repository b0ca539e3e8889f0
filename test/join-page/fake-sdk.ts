import { EventEmitter } from 'node:events'
import type { Sdk } from '../../join-page/src/call/sdk.ts'

/** A browser's track: it can be stopped, and the browser can end it. */
export class FakeTrack extends EventTarget {
  readonly id = crypto.randomUUID()
  readonly kind: 'audio' | 'video'
  readyState: 'live' | 'ended' = 'live'
  enabled = true
  muted = false
  contentHint = ''
  constructor(kind: 'audio' | 'video') {
    super()
    this.kind = kind
  }
  stop() {
    this.readyState = 'ended'
  }
  endedByBrowser() {
    this.stop()
    this.dispatchEvent(new Event('ended'))
  }
}

export class FakeLocalTrack extends EventEmitter {
  readonly id = crypto.randomUUID()
  readonly mediaStreamTrack: FakeTrack
  readonly name: string
  processor: unknown = null
  constructor(track: FakeTrack, { name }: { readonly name?: string } = {}) {
    super()
    this.mediaStreamTrack = track
    this.name = name ?? this.id
  }
  get isStopped() {
    return this.mediaStreamTrack.readyState === 'ended'
  }
  get isMuted() {
    return this.mediaStreamTrack.muted
  }
  enable(enabled = true) {
    this.mediaStreamTrack.enabled = enabled
  }
  stop() {
    this.mediaStreamTrack.stop()
  }
  addProcessor(processor: unknown) {
    if (this.processor) throw new Error('A VideoProcessor has already been added.')
    this.processor = processor
  }
  removeProcessor() {
    this.processor = null
  }
}

type Publication = {
  readonly trackName: string
  readonly trackSid: string
  isTrackEnabled: boolean
  readonly track: unknown
}

export class FakeParticipant extends EventEmitter {
  readonly sid: string
  readonly identity: string
  state = 'connected'
  networkQualityLevel: number | null = null
  readonly audioTracks = new Map<string, Publication>()
  readonly videoTracks = new Map<string, Publication>()
  constructor(identity: string, sid = `PA-${identity}`) {
    super()
    this.identity = identity
    this.sid = sid
  }
  get tracks() {
    return new Map([...this.audioTracks, ...this.videoTracks])
  }
  /** A remote participant's track. */
  gives(kind: 'audio' | 'video', trackName = 'camera'): Publication {
    const trackSid = `MT-${trackName}-${kind}`
    const track = { kind, isSwitchedOff: false, mediaStreamTrack: new FakeTrack(kind), attach() {}, detach() {} }
    const publication = { trackName, trackSid, isTrackEnabled: true, track }
    this[kind === 'audio' ? 'audioTracks' : 'videoTracks'].set(trackSid, publication)
    return publication
  }
}

/** The local participant: notes what is published. */
export class FakeLocalParticipant extends FakeParticipant {
  readonly published: FakeLocalTrack[] = []
  readonly log: string[] = []
  async publishTrack(track: FakeLocalTrack, { priority = 'standard' } = {}) {
    this.published.push(track)
    this.log.push(`+${track.mediaStreamTrack.kind}${priority === 'high' ? ' high' : ''}`)
    return { track }
  }
  unpublishTrack(track: FakeLocalTrack) {
    const place = this.published.indexOf(track)
    if (place < 0) return
    this.published.splice(place, 1)
    this.log.push(`-${track.mediaStreamTrack.kind}`)
  }
}

export class FakeRoom extends EventEmitter {
  readonly localParticipant = new FakeLocalParticipant('customer-1')
  readonly participants = new Map<string, FakeParticipant>()
  state = 'connected'
  isRecording = false
  refreshed = 0
  enters(identity: string, sid?: string): FakeParticipant {
    const participant = new FakeParticipant(identity, sid)
    this.participants.set(participant.sid, participant)
    this.emit('participantConnected', participant)
    return participant
  }
  disconnect() {
    this.ends()
  }
  ends(code?: number) {
    if (this.state === 'disconnected') return
    this.state = 'disconnected'
    this.emit('disconnected', this, code === undefined ? undefined : Object.assign(new Error(`${code}`), { code }))
  }
  refreshInactiveMedia() {
    this.refreshed++
  }
  /** The arrivals and departures so far. */
  flows({ bytesSent = 0, bytesReceived = 0 }: { readonly bytesSent?: number; readonly bytesReceived?: number }) {
    const none = { trackSid: 'MT', packetsLost: 0 }
    this.stats = [
      {
        localAudioTrackStats: [],
        localVideoTrackStats: [{ ...none, bytesSent, packetsSent: 1 }],
        remoteAudioTrackStats: [],
        remoteVideoTrackStats: [{ ...none, bytesReceived, packetsReceived: 1 }],
      },
    ]
  }
  stats: readonly object[] = []
  getStats = async () => this.stats
}

export type Connecting = {
  readonly token: string
  readonly options: Readonly<Record<string, unknown>>
  isCanceled: boolean
  succeeds(): FakeRoom
  fails(code?: number): void
}

/** An SDK whose connects wait until the test ends them. */
export function fakeSdk(): { readonly sdk: Sdk; readonly connects: Connecting[] } {
  const connects: Connecting[] = []
  const connect = (token: string, options: { readonly tracks: FakeLocalTrack[] }) => {
    const { promise, resolve, reject } = Promise.withResolvers<FakeRoom>()
    const connecting: Connecting = {
      token,
      options,
      isCanceled: false,
      succeeds() {
        const room = new FakeRoom()
        room.localParticipant.published.push(...options.tracks)
        resolve(room)
        return room
      },
      fails: (code) => reject(Object.assign(new Error('refused'), { code })),
    }
    connects.push(connecting)
    const cancel = () => {
      connecting.isCanceled = true
      reject(new Error('Canceled'))
    }
    return Object.assign(promise, { cancel })
  }
  // The parts that a call uses behave as the SDK's; the compiler compares all of its classes.
  const sdk = { connect, LocalAudioTrack: FakeLocalTrack, LocalVideoTrack: FakeLocalTrack } as unknown as Sdk
  return { sdk, connects }
}
