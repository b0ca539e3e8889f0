type Limits = {
  /** How many slots there are. */
  readonly most: number
  /** How many callers may wait, besides those who go first. */
  readonly mostWaiting: number
  readonly patienceMs: number
}
type Waiting = { readonly start: () => void }
export type Slots = { take(goesFirst: boolean): Promise<() => void> }

/**
 * Limits concurrent work to a number of slots; further callers wait in order, those with `goesFirst` before the others.
 * `take` resolves with a function that frees the slot. @throws Error if too many callers wait, or a wait takes too long
 */
export function createSlots({ most, mostWaiting, patienceMs }: Limits): Slots {
  const [first, others] = [new Set<Waiting>(), new Set<Waiting>()]
  let taken = 0

  function release(): void {
    taken -= 1
    const queue = first.size > 0 ? first : others
    const [next] = queue
    if (!next) return
    queue.delete(next)
    taken += 1
    next.start()
  }

  const wait = (queue: Set<Waiting>) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        queue.delete(waiting)
        reject(new Error('no slot became free in time'))
      }, patienceMs)
      const start = () => {
        clearTimeout(timer)
        resolve()
      }
      const waiting: Waiting = { start }
      queue.add(waiting)
    })

  return {
    async take(goesFirst) {
      if (taken < most) taken += 1
      else if (!goesFirst && others.size >= mostWaiting) throw new Error('too many callers wait for a slot')
      else await wait(goesFirst ? first : others)
      let isFree = false
      return () => {
        if (!isFree) release()
        isFree = true
      }
    },
  }
}
