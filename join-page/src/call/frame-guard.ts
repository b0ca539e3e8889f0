/** Frames per second below which a face moves in jerks. */
const jerky = 7
/** One slow look may be anything; so many in a row are the device. */
const often = 3

/** Frame rates of one's own camera, newest last. Undefined where nothing was sent. */
export type FrameRates = readonly (number | undefined)[]

export const noteRate = (rates: FrameRates, rate: number | undefined): FrameRates => [...rates, rate].slice(-often)

/** Whether this device cannot keep up with drawing a background. */
export const isTooSlow = (rates: FrameRates): boolean =>
  rates.length === often && rates.every((rate) => rate !== undefined && rate < jerky)
