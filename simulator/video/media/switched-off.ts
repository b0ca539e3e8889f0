export type Priority = 'low' | 'standard' | 'high'

/** The limits on what a browser receives (`bandwidth_profile` of signalling). */
export interface BandwidthProfile {
  readonly maxTracks: number | undefined
  readonly maxSubscriptionBitrate: number | undefined
  /** The least priority of the dominant speaker's pictures. */
  readonly speakerPriority: Priority
}

export interface Picture {
  readonly trackSid: string
  readonly publisherSid: string
  readonly published: Priority
  /** The receiver's own priority, which overrides the publisher's. */
  readonly subscribed: Priority | undefined
  /** False if the receiver has reported that the picture is not on its screen. */
  readonly isShown: boolean
}

const ranks = { high: 0, standard: 1, low: 2 } as const satisfies Record<Priority, number>

/** The assumed bit/s of a picture: the simulator does not measure it. */
const usualBitrate = 500_000

/**
 * The pictures to switch off for a browser: those that are not on its screen, and those of low priority that exceed its
 * limits. Among equals the dominant speaker's come first. At least one picture is sent, however low the limits are.
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
