import type { LineHolder, OpenLines } from '../../src/engine/open-lines.ts'

/** Event streams of one process without Redis: so many for each holder, and none is evicted. */
export function streamsInMemory(): OpenLines {
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
