import type { Codec } from './codecs.ts'

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

/** One m-line (media section) of a browser's description. */
export interface ReadSection {
  readonly kind: string
  readonly mid: string
  readonly isRejected: boolean
  readonly direction: Direction
  readonly codecs: readonly Codec[]
  /** The id of the header extension with a packet's audio level. */
  readonly audioLevelId: number | undefined
  /** The published track's own id, as the SDK writes it. */
  readonly trackId: string | undefined
  /** The SSRC of the track, or of its layers (simulcast), smallest first. */
  readonly ssrcs: readonly number[]
}

export interface ReadDescription {
  readonly ufrag: string
  readonly fingerprint: { readonly algorithm: string; readonly value: string } | undefined
  readonly sections: readonly ReadSection[]
}

export const audioLevelUri = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level'

/** Reads the parts of a browser's SDP that the simulator uses. */
export function readSdp(sdp: string): ReadDescription {
  const [head = '', ...media] = sdp.split(/^(?=m=)/m)
  const all = media.find((each) => first(each, /^a=ice-ufrag:(\S+)/m)) ?? head
  const fingerprint = /^a=fingerprint:(\S+) (\S+)/m.exec(`${head}\n${all}`)
  return {
    ufrag: first(all, /^a=ice-ufrag:(\S+)/m) ?? '',
    fingerprint: fingerprint?.[1] && fingerprint[2] ? { algorithm: fingerprint[1], value: fingerprint[2] } : undefined,
    sections: media.map(readSection),
  }
}

function readSection(text: string): ReadSection {
  const line = /^m=(\S+) (\d+) \S+ ?(.*)$/m.exec(text)
  const order = (line?.[3] ?? '').trim().split(' ').map(Number)
  return {
    kind: line?.[1] ?? '',
    mid: first(text, /^a=mid:(\S+)/m) ?? '',
    isRejected: line?.[2] === '0',
    direction: directionOf(text),
    codecs: order.flatMap((payloadType) => {
      const rtpmap = first(text, new RegExp(`^a=rtpmap:${payloadType} (\\S+)`, 'm'))
      const fmtp = first(text, new RegExp(`^a=fmtp:${payloadType} (.+?)\\s*$`, 'm'))
      return rtpmap === undefined ? [] : [{ payloadType, rtpmap, fmtp }]
    }),
    audioLevelId: numberIn(text, new RegExp(`^a=extmap:(\\d+)\\S* ${audioLevelUri}`, 'm')),
    trackId: first(text, /^a=msid:\S+ (\S+)/m),
    ssrcs: ssrcsOf(text),
  }
}

function ssrcsOf(text: string): readonly number[] {
  const layers = first(text, /^a=ssrc-group:SIM (.+?)\s*$/m)
  if (layers !== undefined) return layers.split(' ').map(Number)
  const all = [...text.matchAll(/^a=ssrc:(\d+) /gm)].map((match) => Number(match[1]))
  // All other SSRCs belong to retransmission.
  return all.slice(0, 1)
}

const directionOf = (text: string): Direction => {
  const found = /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(text)?.[1]
  return found === 'sendonly' || found === 'recvonly' || found === 'inactive' ? found : 'sendrecv'
}

const first = (text: string, pattern: RegExp): string | undefined => pattern.exec(text)?.[1]

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = first(text, pattern)
  return found === undefined ? undefined : Number(found)
}
