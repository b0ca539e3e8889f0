import { streamsInMemory } from './streams-in-memory.ts'

/** Changes made by the test: `tell` reports one. */
export function changesByHand() {
  const watching = new Set<() => void>()
  let isDraining = false
  const tell = () => {
    for (const changed of watching) changed()
  }
  const changes = {
    watch(_: string, __: string, changed: () => void) {
      watching.add(changed)
      return () => void watching.delete(changed)
    },
    wakeAll: tell,
  }
  return {
    streams: { changes, slots: streamsInMemory(), trustedProxies: 0, isDraining: () => isDraining },
    tell,
    watchers: () => watching.size,
    drain(): void {
      isDraining = true
      tell()
    },
  }
}
