/**
 * Groups writes: those that arrive while one is under way share the next one. A single write goes out at once; under
 * load many webhooks cost one round trip and one job. Each caller's promise settles with the write that carried its
 * items.
 */
export function groupCommit<T>(write: (items: readonly T[]) => Promise<void>): (items: readonly T[]) => Promise<void> {
  let waiting: { readonly items: T[]; readonly done: Promise<void> } | undefined
  let current: Promise<unknown> | undefined

  return (items) => {
    if (waiting) {
      waiting.items.push(...items)
      return waiting.done
    }
    if (!current) return start([...items])
    const group = { items: [...items], done: current.then(() => start(take())) }
    waiting = group
    return group.done
  }

  function take(): T[] {
    const items = waiting?.items ?? []
    waiting = undefined
    return items
  }

  function start(items: T[]): Promise<void> {
    const done = write(items)
    // The next group waits until this write is over, whether it succeeds or fails.
    const over = done.then(
      () => {},
      () => {},
    )
    current = over
    over.then(() => {
      if (current === over && !waiting) current = undefined
    })
    return done
  }
}
