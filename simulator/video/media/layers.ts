/** The size at which a picture is shown, in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

const pixelsOf = ({ width, height }: Size): number => width * height

/** The largest view that each layer is enough for. The SDK halves width and height from one layer to the next. */
const steps = [
  { width: 480, height: 270 },
  { width: 960, height: 540 },
].map(pixelsOf)

/** How many layers of a track a viewer needs for the size of its view; all of them if the size is unknown. */
export function layersNeeded(shown: Size | undefined, count: number): number {
  if (shown === undefined) return count
  const enough = steps.findIndex((most) => pixelsOf(shown) <= most)
  return enough === -1 ? count : Math.min(enough + 1, count)
}

/**
 * The hint that a publisher got last for each layer; undefined if there was none, or if the publisher could not follow
 * it.
 */
export type Told = readonly (boolean | undefined)[]

/**
 * The hints for a publisher: a layer that a viewer needs is switched on, and an unneeded one off once it is seen being
 * sent. The publisher gets no hint for layers that it does not send by itself, such as large layers of a small picture.
 */
export const hintsFor = (needed: number, told: Told, isSent: readonly boolean[]) =>
  told.flatMap((before, index) => {
    const enabled = index < needed
    const isNews = before !== enabled && (enabled || isSent[index] === true)
    return isNews ? [{ enabled, layer_index: index }] : []
  })

/** The layer for a viewer: the largest needed one that is being sent, or else the smallest that is being sent. */
export function layerFor(needed: number, isSent: readonly boolean[]): number | undefined {
  const sent = isSent.flatMap((each, index) => (each ? [index] : []))
  return sent.findLast((index) => index < needed) ?? sent[0]
}

const bitsPerPixel = 4
const leastBitrate = 128_000

/** The bit/s for a picture without layers, by its largest view; undefined if the size of a view is unknown. */
export function bitrateFor(sizes: readonly (Size | undefined)[]): number | undefined {
  const known = sizes.flatMap((size) => (size === undefined ? [] : pixelsOf(size)))
  if (known.length === 0 || known.length < sizes.length) return undefined
  return Math.max(leastBitrate, bitsPerPixel * Math.max(...known))
}
