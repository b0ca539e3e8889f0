/** What may go wrong with one browser's media. */
export interface MediaTrouble {
  /** Nothing comes through any more, as if the browser's network were gone. */
  readonly cut?: boolean | undefined
  /** The level of its network, whatever is measured; null: as measured. */
  readonly quality?: number | null | undefined
  /** A track, by SID, that the browser receives and that is kept back, or let through again. */
  readonly track?: string | undefined
  readonly switchedOff?: boolean | undefined
}
