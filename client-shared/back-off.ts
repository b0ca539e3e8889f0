type Limits = { readonly first: number; readonly most: number; readonly random?: (() => number) | undefined }

/**
 * The pause (ms) before an attempt. Doubles with each attempt up to `most`. Half of the pause is random, so that an
 * office that lost its server does not reconnect all at once.
 */
export const backOff = (attempt: number, { first, most, random = Math.random }: Limits): number =>
  Math.min(most, first * 2 ** attempt) * (0.5 + random() / 2)
