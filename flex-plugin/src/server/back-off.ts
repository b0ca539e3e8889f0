type Limits = { readonly first: number; readonly most: number }

/** Full jitter: a random pause up to a limit that doubles, so that an office does not reconnect in the same second. */
export const backOff = (attempt: number, { first, most }: Limits, random: () => number = Math.random): number =>
  Math.round(random() * Math.min(most, first * 2 ** attempt))
