export type Loudness = {
  readonly level: number
  readonly isSilent: boolean
  /** Milliseconds for which every sample has been exactly zero. */
  readonly zeroFor: number
}

export const quiet: Loudness = { level: 0, isSilent: false, zeroFor: 0 }

/** Milliseconds of zeros that mean a microphone is switched off; a working one always delivers some noise. */
const silentAfter = 3_000

type Measured = { readonly every: number; readonly isMuted: boolean }

/** Adds one measurement. Pure. */
export function nextLoudness(before: Loudness, samples: ArrayLike<number>, { every, isMuted }: Measured): Loudness {
  let sum = 0
  for (let place = 0; place < samples.length; place++) sum += (samples[place] ?? 0) ** 2
  // A hidden page and a muted track deliver zeros as expected.
  const zeroFor = sum === 0 && !isMuted ? before.zeroFor + every : 0
  const level = loudness(Math.sqrt(sum / Math.max(1, samples.length)))
  // Returns the same object while nothing changes, so that nothing renders again.
  if (level === before.level && zeroFor === before.zeroFor) return before
  return { level, zeroFor, isSilent: zeroFor >= silentAfter }
}

/** Maps to decibels, as hearing does: −60 dB (a quiet room) is 0, −10 dB (loud speech) is 1. */
function loudness(rms: number): number {
  if (rms === 0) return 0
  const decibels = 20 * Math.log10(rms)
  return Math.round(Math.min(1, Math.max(0, (decibels + 60) / 50)) * 50) / 50
}
