/** An audio or video codec, with the payload type that one browser uses for it. */
export interface Codec {
  readonly payloadType: number
  /** The value of `a=rtpmap`: `opus/48000/2`, `VP8/90000`. */
  readonly rtpmap: string
  readonly fmtp: string | undefined
}

export type MediaKind = 'audio' | 'video'

/** The payload types that browsers use by default, for a browser that has not sent its own. */
const usual: Readonly<Record<MediaKind, readonly Codec[]>> = {
  audio: [{ payloadType: 111, rtpmap: 'opus/48000/2', fmtp: 'minptime=10;useinbandfec=1' }],
  video: [
    { payloadType: 96, rtpmap: 'VP8/90000', fmtp: undefined },
    {
      payloadType: 102,
      rtpmap: 'H264/90000',
      fmtp: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
    },
  ],
}

/** The codec's name in capitals, without rate and channels. */
export const nameOf = ({ rtpmap }: Codec): string => rtpmap.split('/')[0]?.toUpperCase() ?? ''

/**
 * The offered codecs that a room accepts, in the browser's order: opus, and the room's `VideoCodecs`. For H.264 only
 * the baseline profile with packetization mode 1, which every browser supports. No retransmission formats: lost packets
 * are sent again unchanged.
 */
export function takenCodecs(
  kind: MediaKind,
  offered: readonly Codec[],
  videoCodecs: readonly string[],
): readonly Codec[] {
  const wanted = kind === 'audio' ? ['OPUS'] : videoCodecs
  return wanted
    .flatMap((name) => {
      const same = offered.filter((each) => nameOf(each) === name)
      return same.find((each) => name !== 'H264' || isPlainH264(each)) ?? []
    })
    .sort((a, b) => offered.indexOf(a) - offered.indexOf(b))
}

const isPlainH264 = ({ fmtp = '' }: Codec): boolean =>
  /packetization-mode=1/.test(fmtp) && /profile-level-id=42[0-9a-f]0/i.test(fmtp)

/** The default codecs of a room, for a browser that has not offered any. */
export const usualCodecs = (kind: MediaKind, videoCodecs: readonly string[]): readonly Codec[] =>
  takenCodecs(kind, usual[kind], videoCodecs)
