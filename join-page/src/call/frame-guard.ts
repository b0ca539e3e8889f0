/** Frames per second below which video looks jerky. */
const jerky = 7
/** One slow measurement may have any cause; this many in a row mean that the device is too slow. */
const often = 3

/** Frame rates of this device's camera, newest last. Undefined where nothing was sent. */
export type FrameRates = readonly (number | undefined)[]

export const noteRate = (rates: FrameRates, rate: number | undefined): FrameRates => [...rates, rate].slice(-often)

/** Whether this device cannot keep up with drawing a background. */
export const isTooSlow = (rates: FrameRates): boolean =>
  rates.length === often && rates.every((rate) => rate !== undefined && rate < jerky)
