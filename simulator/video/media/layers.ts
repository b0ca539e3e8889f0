/** As large as pictures are shown. */
export interface Size {
  readonly width: number
  readonly height: number
}

const pixelsOf = ({ width, height }: Size): number => width * height

/** How many pixels the layers of one track have at the most: the SDK halves a picture's sides from one to the next. */
const steps = [
  { width: 480, height: 270 },
  { width: 960, height: 540 },
].map(pixelsOf)

/** How many of a track's layers a viewer needs, who shows it that large or has not said how large. */
export function layersNeeded(shown: Size | undefined, count: number): number {
  if (shown === undefined) return count
  const enough = steps.findIndex((most) => pixelsOf(shown) <= most)
  return enough === -1 ? count : Math.min(enough + 1, count)
}

/** What a publisher has been told of each layer; undefined where it could not do what it was told. */
export type Told = readonly (boolean | undefined)[]

/**
 * What a publisher is to be told of its layers: what somebody needs is sent, and what nobody needs is not, once it is seen to be sent. What the
 * publisher does not send by itself, such as large layers of a small picture, it is not told of.
 */
export const hintsFor = (needed: number, told: Told, isSent: readonly boolean[]) =>
  told.flatMap((before, index) => {
    const enabled = index < needed
    const isNews = before !== enabled && (enabled || isSent[index] === true)
    return isNews ? [{ enabled, layer_index: index }] : []
  })

/** The layer that a viewer gets: the largest that it needs of those that are sent, or else the smallest of all that are. */
export function layerFor(needed: number, isSent: readonly boolean[]): number | undefined {
  const sent = isSent.flatMap((each, index) => (each ? [index] : []))
  return sent.findLast((index) => index < needed) ?? sent[0]
}

const bitsPerPixel = 4
const leastBitrate = 128_000

/** As much as a picture that is sent in one layer needs, by the largest that it is shown. Undefined: nobody has said how large. */
export function bitrateFor(sizes: readonly (Size | undefined)[]): number | undefined {
  const known = sizes.flatMap((size) => (size === undefined ? [] : pixelsOf(size)))
  if (known.length === 0 || known.length < sizes.length) return undefined
  return Math.max(leastBitrate, bitsPerPixel * Math.max(...known))
}
