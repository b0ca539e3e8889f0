import type { LineHolder, OpenLines } from '../../src/engine/open-lines.ts'

/** The lines of one process that share no Redis: so many for each person, and nobody's place is given away. */
export function linesInMemory(): OpenLines {
  const open = new Map<string, string[]>()
  const of = (person: string) => open.get(person) ?? []
  return {
    async open({ person, page, most }: LineHolder) {
      if (of(person).length >= most) return undefined
      open.set(person, [...of(person), page])
      return {
        renew: async () => true,
        close: async () => void open.set(person, of(person).toSpliced(of(person).indexOf(page), 1)),
      }
    },
    isOpen: async (person, page) => of(person).includes(page),
  }
}
