import { muLaw } from './mu-law.ts'

const sampleRate = 8_000
const samplesPerFrame = 160
/** Tones are multiples of 10 Hz, so every mix repeats after 100 ms, which is five frames. */
const framesPerCycle = 5
/** A fifth of full scale: four participants at once do not clip. */
const amplitude = 6_500

const made = new Map<string, readonly string[]>()

/** A base64 frame of 20 ms with these tones mixed. Consecutive frames join without a click. */
export function frame(tones: readonly number[], nth: number): string {
  const key = tones.join()
  let cycle = made.get(key)
  if (cycle === undefined) {
    cycle = Array.from({ length: framesPerCycle }, (_, index) => render(tones, index * samplesPerFrame))
    made.set(key, cycle)
  }
  return cycle[nth % framesPerCycle] ?? ''
}

function render(tones: readonly number[], start: number): string {
  const samples = Uint8Array.from({ length: samplesPerFrame }, (_, index) => {
    const turn = (2 * Math.PI * (start + index)) / sampleRate
    return muLaw(tones.reduce((sum, hertz) => sum + amplitude * Math.sin(turn * hertz), 0))
  })
  return Buffer.from(samples).toString('base64')
}
