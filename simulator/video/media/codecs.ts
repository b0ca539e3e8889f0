/** One way to write sound or pictures, with the number that one browser has for it. */
export interface Codec {
  readonly payloadType: number
  /** As in `a=rtpmap`: `opus/48000/2`, `VP8/90000`. */
  readonly rtpmap: string
  readonly fmtp: string | undefined
}

export type MediaKind = 'audio' | 'video'

/** The numbers that browsers use by themselves. For a browser that has not told its own. */
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

/** The codec's name without rate and channels, in capitals. */
export const nameOf = ({ rtpmap }: Codec): string => rtpmap.split('/')[0]?.toUpperCase() ?? ''

/**
 * Of what a browser offers, what a room takes, in the browser's order: opus, and the room's `VideoCodecs`. Of H.264 the
 * baseline profile with packetization mode 1, which every browser knows. No retransmission formats: what is lost is sent again as it was.
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

export const usualCodecs = (kind: MediaKind, videoCodecs: readonly string[]): readonly Codec[] =>
  takenCodecs(kind, usual[kind], videoCodecs)
