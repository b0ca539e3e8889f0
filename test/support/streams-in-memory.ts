import type { EventStreams, StreamHolder } from '../../src/engine/event-streams.ts'

/** The event streams of one process without Redis: `most` for each holder, and none is replaced. */
export function streamsInMemory(): EventStreams {
  const open = new Map<string, string[]>()
  const of = (holder: string) => open.get(holder) ?? []
  return {
    async open({ holder, page, most }: StreamHolder) {
      if (of(holder).length >= most) return undefined
      open.set(holder, [...of(holder), page])
      return {
        renew: async () => true,
        close: async () => void open.set(holder, of(holder).toSpliced(of(holder).indexOf(page), 1)),
      }
    },
    isOpen: async (holder, page) => of(holder).includes(page),
  }
}
