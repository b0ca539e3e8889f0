import type { Codec } from './codecs.ts'
import { audioLevelUri, type Direction } from './sdp-read.ts'
import type { Credentials } from './stun.ts'

/** One m-line (media section) of the simulator's description. */
export type WrittenSection =
  | { readonly kind: 'application'; readonly mid: string }
  | {
      readonly kind: 'audio' | 'video'
      readonly mid: string
      readonly direction: Direction
      readonly codecs: readonly Codec[]
      readonly audioLevelId: number | undefined
      /** The track that the simulator sends, outside every stream unless one is named. */
      readonly sent: { readonly trackId: string; readonly ssrc: number; readonly stream?: string } | undefined
    }

export interface Written {
  readonly version: number
  /** `active` in answers, so that the simulator starts the DTLS handshake; `actpass` in offers: the browser chooses. */
  readonly setup: 'active' | 'actpass'
  readonly credentials: Credentials
  readonly fingerprint: { readonly algorithm: string; readonly value: string }
  readonly candidate: { readonly address: string; readonly port: number }
  readonly sections: readonly WrittenSection[]
}

/** Writes the simulator's description of a browser's peer connection: all sections in one bundle, on one port. */
export function writeSdp(written: Written): string {
  const { version, sections } = written
  return [
    'v=0',
    `o=- 1 ${version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    `a=group:BUNDLE ${sections.flatMap((each) => (isRefused(each) ? [] : each.mid)).join(' ')}`,
    'a=msid-semantic: WMS *',
    'a=ice-lite',
    ...sections.flatMap((section) => [
      ...headOf(section),
      'c=IN IP4 0.0.0.0',
      ...transportOf(written),
      `a=mid:${section.mid}`,
      ...bodyOf(section),
    ]),
    '',
  ].join('\r\n')
}

/** With no codec in common the section stays, and is refused. */
const isRefused = (section: WrittenSection): boolean => section.kind !== 'application' && section.codecs.length === 0

function headOf(section: WrittenSection): readonly string[] {
  if (section.kind === 'application') return ['m=application 9 UDP/DTLS/SCTP webrtc-datachannel']
  const { kind, codecs } = section
  if (isRefused(section)) return [`m=${kind} 0 UDP/TLS/RTP/SAVPF 0`]
  return [`m=${kind} 9 UDP/TLS/RTP/SAVPF ${codecs.map(({ payloadType }) => payloadType).join(' ')}`]
}

const transportOf = ({ credentials, fingerprint, setup, candidate }: Written): readonly string[] => [
  `a=candidate:1 1 udp 2113937151 ${candidate.address} ${candidate.port} typ host`,
  'a=end-of-candidates',
  `a=ice-ufrag:${credentials.ufrag}`,
  `a=ice-pwd:${credentials.password}`,
  `a=fingerprint:${fingerprint.algorithm} ${fingerprint.value}`,
  `a=setup:${setup}`,
]

function bodyOf(section: WrittenSection): readonly string[] {
  if (section.kind === 'application') return ['a=sctp-port:5000', 'a=max-message-size:65536']
  const { kind, direction, codecs, audioLevelId, sent } = section
  return [
    ...(kind === 'audio' && audioLevelId !== undefined ? [`a=extmap:${audioLevelId} ${audioLevelUri}`] : []),
    `a=${direction}`,
    'a=rtcp-mux',
    ...codecs.flatMap(({ payloadType, rtpmap, fmtp }) => [
      `a=rtpmap:${payloadType} ${rtpmap}`,
      ...(fmtp === undefined ? [] : [`a=fmtp:${payloadType} ${fmtp}`]),
      ...(kind === 'video' ? [`a=rtcp-fb:${payloadType} nack`, `a=rtcp-fb:${payloadType} nack pli`] : []),
    ]),
    ...(sent === undefined ? [] : [`a=msid:${sent.stream ?? '-'} ${sent.trackId}`, `a=ssrc:${sent.ssrc} cname:room`]),
  ]
}
