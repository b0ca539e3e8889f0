import { linear } from './mu-law.ts'

/** A period in which a tone was heard, in ms since the start of the stream. */
export interface Heard {
  readonly tone: number
  readonly fromMs: number
  readonly toMs: number
}

export interface HearingOptions {
  /** Hz. */
  readonly tones: readonly number[]
  /** 20 to 100: a shorter window gives more exact times, a longer one separates tones better. */
  readonly windowMs: number
}

const samplesPerMs = 8
const fullScale = 32_768
/**
 * Tones are sent at a fifth of full scale. This threshold detects a tone that fills half a window, and ignores leakage
 * from its neighbours.
 */
const leastAmplitude = 0.06

/** Detects known tones in one track, window by window, with Goertzel's algorithm. */
export function createHearing({ tones, windowMs }: HearingOptions) {
  const size = windowMs * samplesPerMs
  const window = new Float64Array(size)
  const coefficients = tones.map((tone) => [tone, 2 * Math.cos((2 * Math.PI * tone) / (samplesPerMs * 1000))] as const)
  const heard: { tone: number; fromMs: number; toMs: number }[] = []
  const sounding = new Map<number, { tone: number; fromMs: number; toMs: number }>()
  let filled = 0
  let at = 0

  const judge = (): void => {
    for (const [tone, coefficient] of coefficients) {
      const current = sounding.get(tone)
      if (amplitude(window, coefficient) < leastAmplitude) sounding.delete(tone)
      else if (current !== undefined) current.toMs = at + windowMs
      else {
        const begun = { tone, fromMs: at, toMs: at + windowMs }
        sounding.set(tone, begun)
        heard.push(begun)
      }
    }
  }

  return {
    /** Adds a frame of mu-law. Lost frames before it count as silence. */
    add(payload: Uint8Array, timestampMs: number): void {
      if (timestampMs >= at + windowMs + filled / samplesPerMs) {
        filled = 0
        at = Math.floor(timestampMs / windowMs) * windowMs
        sounding.clear()
      }
      for (const byte of payload) {
        window[filled] = (linear[byte] ?? 0) / fullScale
        filled += 1
        if (filled < size) continue
        judge()
        filled = 0
        at += windowMs
      }
    },
    heard: (): readonly Heard[] => heard.map((each) => ({ ...each })),
  }
}

export type Hearing = ReturnType<typeof createHearing>

function amplitude(samples: Float64Array, coefficient: number): number {
  let [last, beforeLast] = [0, 0]
  for (const sample of samples) {
    const next = sample + coefficient * last - beforeLast
    beforeLast = last
    last = next
  }
  const power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast
  return (2 * Math.sqrt(Math.max(power, 0))) / samples.length
}
