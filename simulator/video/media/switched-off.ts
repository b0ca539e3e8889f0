export type Priority = 'low' | 'standard' | 'high'

/** What a browser has room for (`bandwidth_profile` of signalling). */
export interface BandwidthProfile {
  readonly maxTracks: number | undefined
  readonly maxSubscriptionBitrate: number | undefined
  /** What the loudest one's pictures have at least. */
  readonly speakerPriority: Priority
}

export interface Picture {
  readonly trackSid: string
  readonly publisherSid: string
  readonly published: Priority
  /** The receiver's own, which counts more than the publisher's. */
  readonly subscribed: Priority | undefined
  /** False if the receiver has said that it shows it to nobody. */
  readonly isShown: boolean
}

const ranks = { high: 0, standard: 1, low: 2 } as const satisfies Record<Priority, number>

/** What we take a picture for, as we do not measure (bit/s). */
const usualBitrate = 500_000

/**
 * The pictures that are kept back from a browser: those that nobody sees, and those of low priority that it has no room for. The loudest one's
 * come first among equals, and one picture is sent, however little room there is.
 */
export function switchedOff(
  pictures: readonly Picture[],
  profile: BandwidthProfile | undefined,
  speaker: string | null,
): ReadonlySet<string> {
  const rankOf = ({ published, subscribed, publisherSid }: Picture): number => {
    const own = ranks[subscribed ?? published]
    return publisherSid === speaker ? Math.min(own, ranks[profile?.speakerPriority ?? 'low']) : own
  }
  const before = (a: Picture, b: Picture): number =>
    rankOf(a) - rankOf(b) || Number(b.publisherSid === speaker) - Number(a.publisherSid === speaker)
  const sent = pictures
    .filter(({ isShown }) => isShown)
    .sort(before)
    .slice(0, placesIn(profile))
  const on = new Set(sent.map(({ trackSid }) => trackSid))
  return new Set(pictures.flatMap(({ trackSid }) => (on.has(trackSid) ? [] : trackSid)))
}

function placesIn({ maxTracks = 0, maxSubscriptionBitrate = 0 }: Partial<BandwidthProfile> = {}): number {
  const byNumber = maxTracks > 0 ? maxTracks : Number.POSITIVE_INFINITY
  const byBitrate =
    maxSubscriptionBitrate > 0
      ? Math.max(1, Math.floor(maxSubscriptionBitrate / usualBitrate))
      : Number.POSITIVE_INFINITY
  return Math.min(byNumber, byBitrate)
}
