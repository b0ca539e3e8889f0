/** How loud each browser of a room has been lately, by the levels in its packets (RFC 6464). */
export interface Loudness {
  /** @param level in dB below the loudest possible sound: 127 is silence */
  readonly heard: (participantSid: string, level: number) => void
  readonly forget: (participantSid: string) => void
  /** Ends the period. Returns a function that finds the loudest participant except one; null if all are silent. */
  readonly next: () => (except: string) => string | null
}

/** Anything quieter does not count as speech. */
const silence = 50
/** Keeps the speaker dominant through a short pause. */
const decay = 0.6

/** Measures the loudness in one room. `next` must be called about once a second. */
export function createLoudness(): Loudness {
  const before = new Map<string, number>()
  const now = new Map<string, { sum: number; count: number }>()
  return {
    heard(sid, level) {
      const { sum, count } = now.get(sid) ?? { sum: 0, count: 0 }
      now.set(sid, { sum: sum + Math.max(0, silence - level), count: count + 1 })
    },
    forget(sid) {
      before.delete(sid)
      now.delete(sid)
    },
    next() {
      for (const sid of new Set([...before.keys(), ...now.keys()])) {
        const { sum, count } = now.get(sid) ?? { sum: 0, count: 0 }
        before.set(sid, decay * (before.get(sid) ?? 0) + (1 - decay) * (count === 0 ? 0 : sum / count))
      }
      now.clear()
      const loudest = [...before].filter(([, loud]) => loud > 1).sort(([, a], [, b]) => b - a)
      return (except) => loudest.find(([sid]) => sid !== except)?.[0] ?? null
    },
  }
}
