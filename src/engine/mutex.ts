/**
 * Runs work of one key one after the other, and of different keys at the same time. Within one process this spares
 * saves that would only find the record changed; between processes compare-and-set still decides.
 */
export function createMutexes() {
  const last = new Map<string, Promise<unknown>>()

  return function mutex<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = last.get(key)
    const mine = before ? before.then(work, work) : work()
    last.set(key, mine)
    const leave = () => {
      if (last.get(key) === mine) last.delete(key)
    }
    mine.then(leave, leave)
    return mine
  }
}

export type Mutex = ReturnType<typeof createMutexes>
