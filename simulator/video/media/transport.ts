import {
  ProtectionProfileAeadAes128Gcm,
  ProtectionProfileAes128CmHmacSha1_80,
  RTCDataChannel,
  RTCDataChannelParameters,
  RTCDtlsFingerprint,
  RTCDtlsParameters,
  RTCDtlsTransport,
  type RTCIceTransport,
  RTCSctpTransport,
  type RtcpPacket,
  RtpHeader,
  type RtpPacket,
} from 'werift'
import type { MediaPath } from './media-port.ts'

export interface TransportEvents {
  /** From now on everything that is sent arrives. */
  readonly ready: () => void
  readonly rtp: (packet: RtpPacket) => void
  readonly rtcp: (packet: RtcpPacket) => void
  /** The browser has opened a data channel. */
  readonly channel: (channel: RTCDataChannel) => void
}

/** The protocols on one browser's path: DTLS, and inside it audio, video and data. */
export interface Transport {
  readonly fingerprint: { readonly algorithm: string; readonly value: string }
  /** Allows the DTLS handshake. Called once, with the fingerprint in the browser's first description. */
  readonly trust: (fingerprint: { readonly algorithm: string; readonly value: string }) => void
  readonly sendRtp: (payload: Buffer, header: Partial<RtpHeader>) => void
  readonly sendRtcp: (packets: RtcpPacket[]) => void
  /** Starts SCTP: both ends have a data section. */
  readonly startData: () => void
  /** Opens a channel. Messages wait until it is open. */
  readonly openChannel: (options: ChannelOptions) => RTCDataChannel
  readonly close: () => void
}

export interface ChannelOptions {
  readonly label: string
  readonly ordered: boolean
  readonly maxRetransmits: number | null
  readonly maxPacketLifeTime: number | null
}

const sctpPort = 5000
/** Cheapest first. */
const protection = [ProtectionProfileAeadAes128Gcm, ProtectionProfileAes128CmHmacSha1_80] as const

/** Creates a browser's transport. The DTLS handshake waits for `trust` and for the browser's first check. */
export function createTransport(path: MediaPath, events: TransportEvents): Transport {
  // The library's DTLS expects its own ICE transport, of which it uses only these members.
  const ice = { connection: path, role: 'controlled', stop: async () => path.close() } as unknown as RTCIceTransport
  const dtls = new RTCDtlsTransport({}, ice, undefined, [...protection])
  const sctp = new RTCSctpTransport(sctpPort)
  let isTrusted = false
  let isFound = false
  let isDataWanted = false
  let isDataStarted = false

  const handshake = (): void => {
    if (!isTrusted || !isFound || dtls.state !== 'new') return
    dtls.role = 'client'
    // A browser that disconnects during the handshake is not a failure of the simulator.
    dtls.start().then(
      () => {
        startData()
        events.ready()
      },
      () => undefined,
    )
  }
  const startData = (): void => {
    if (!isDataWanted || isDataStarted || dtls.state !== 'connected') return
    isDataStarted = true
    sctp.setRemotePort(sctpPort)
    sctp.start(sctpPort).catch(() => undefined)
  }
  sctp.setDtlsTransport(dtls)
  sctp.onDataChannel.subscribe(events.channel)
  dtls.onRtp.subscribe(events.rtp)
  dtls.onRtcp.subscribe(events.rtcp)
  path.onFound.subscribe(() => {
    isFound = true
    handshake()
  })
  const [own] = dtls.localParameters.fingerprints
  return {
    fingerprint: { algorithm: own?.algorithm ?? '', value: own?.value ?? '' },
    trust({ algorithm, value }) {
      if (isTrusted) return
      isTrusted = true
      dtls.setRemoteParams(new RTCDtlsParameters([new RTCDtlsFingerprint(algorithm, value)], 'server'))
      handshake()
    },
    sendRtp(payload, header) {
      if (dtls.state === 'connected') void dtls.sendRtp(payload, new RtpHeader(header))
    },
    sendRtcp(packets) {
      if (dtls.state === 'connected') void dtls.sendRtcp(packets)
    },
    startData() {
      isDataWanted = true
      startData()
    },
    openChannel: ({ label, ordered, maxRetransmits, maxPacketLifeTime }) =>
      new RTCDataChannel(
        sctp,
        new RTCDataChannelParameters({
          label,
          ordered,
          ...(maxRetransmits !== null && { maxRetransmits }),
          ...(maxPacketLifeTime !== null && { maxPacketLifeTime }),
        }),
      ),
    close() {
      void dtls.stop()
      if (isDataStarted) sctp.stop().catch(() => undefined)
    },
  }
}
