type Limits = {
  /** Who is served at the same time. */
  readonly most: number
  /** Who may wait for that, besides those with a right to go first. */
  readonly mostWaiting: number
  readonly patienceMs: number
}
type Waiting = { readonly come: () => void }
export type Slots = { take(goesFirst: boolean): Promise<() => void> }

/**
 * A few at a time; the others wait in order. Whoever goes first waits only for each other.
 * `take` resolves with what gives the place back. @throws Error when too many wait, or one has waited long enough
 */
export function createSlots({ most, mostWaiting, patienceMs }: Limits): Slots {
  const [first, others] = [new Set<Waiting>(), new Set<Waiting>()]
  let taken = 0

  function leave(): void {
    taken -= 1
    const queue = first.size > 0 ? first : others
    const [next] = queue
    if (!next) return
    queue.delete(next)
    taken += 1
    next.come()
  }

  const wait = (queue: Set<Waiting>) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        queue.delete(waiting)
        reject(new Error('no place became free in time'))
      }, patienceMs)
      const come = () => {
        clearTimeout(timer)
        resolve()
      }
      const waiting: Waiting = { come }
      queue.add(waiting)
    })

  return {
    async take(goesFirst) {
      if (taken < most) taken += 1
      else if (!goesFirst && others.size >= mostWaiting) throw new Error('too many wait for a place')
      else await wait(goesFirst ? first : others)
      let isGivenBack = false
      return () => {
        if (!isGivenBack) leave()
        isGivenBack = true
      }
    },
  }
}
