/**
 * Runs work on one key one after the other, and work on different keys at the same time. Within one process this avoids
 * saves that would fail because the record has changed; between processes compare-and-set decides.
 */
export function createMutexes() {
  const last = new Map<string, Promise<unknown>>()

  return function mutex<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = last.get(key)
    const current = before ? before.then(work, work) : work()
    last.set(key, current)
    const leave = () => {
      if (last.get(key) === current) last.delete(key)
    }
    current.then(leave, leave)
    return current
  }
}

export type Mutex = ReturnType<typeof createMutexes>
