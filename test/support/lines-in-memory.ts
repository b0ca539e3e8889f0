import type { LineHolder, OpenLines } from '../../src/engine/open-lines.ts'

/** The lines of one process that share no Redis: so many for each person, and nobody's place is given away. */
export function linesInMemory(): OpenLines {
  const counts = new Map<string, number>()
  const count = (person: string) => counts.get(person) ?? 0
  return {
    async open({ person, most }: LineHolder) {
      if (count(person) >= most) return undefined
      counts.set(person, count(person) + 1)
      return {
        renew: async () => true,
        close: async () => void counts.set(person, count(person) - 1),
      }
    },
  }
}
