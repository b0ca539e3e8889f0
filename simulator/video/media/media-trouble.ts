/** Trouble with one browser's media. */
export interface MediaTrouble {
  /** No packets come through any more, as if the browser's network were gone. */
  readonly cut?: boolean | undefined
  /** The network quality level to report; null: the measured one. */
  readonly quality?: number | null | undefined
  /** The SID of a received track to switch off, or on again with `switchedOff: false`. */
  readonly track?: string | undefined
  readonly switchedOff?: boolean | undefined
}
