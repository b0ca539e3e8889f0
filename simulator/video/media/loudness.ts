/** How loud each browser of a room has been lately, from what its packets say of themselves (RFC 6464). */
export interface Loudness {
  /** @param level in dB below the loudest there is: 127 is silence */
  readonly heard: (participantSid: string, level: number) => void
  readonly forget: (participantSid: string) => void
  /** Whoever is loudest now, each asked about all but one. A new period begins. */
  readonly next: () => (except: string) => string | null
}

/** Quieter than this nobody speaks. */
const silence = 50
/** Somebody who pauses for breath goes on being the one. */
const decay = 0.6

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
