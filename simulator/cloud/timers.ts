/** A callback that falls due at a moment. `canceled` timers stay in the heap until they reach its top. */
export interface Timer {
  readonly due: number
  readonly order: number
  readonly run: () => void
  canceled: boolean
}

const before = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.order < b.order)

/** A binary heap, earliest timer first: each of ten thousand rooms holds one or two timers. */
export function createTimerHeap() {
  let heap: Timer[] = []

  const swap = (i: number, j: number): void => {
    const [a, b] = [heap[i], heap[j]]
    if (a === undefined || b === undefined) return
    heap[i] = b
    heap[j] = a
  }
  const less = (i: number, j: number): boolean => {
    const [a, b] = [heap[i], heap[j]]
    return a !== undefined && b !== undefined && before(a, b)
  }
  const siftDown = (): void => {
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      let least = i
      if (less(left, least)) least = left
      if (less(right, least)) least = right
      if (least === i) return
      swap(i, least)
      i = least
    }
  }

  return {
    add(timer: Timer): void {
      heap.push(timer)
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1
        if (!less(i, parent)) return
        swap(i, parent)
        i = parent
      }
    },
    peek: (): Timer | undefined => heap[0],
    pop(): Timer | undefined {
      const first = heap[0]
      const last = heap.pop()
      if (heap.length > 0 && last !== undefined) {
        heap[0] = last
        siftDown()
      }
      return first
    },
    clear(): void {
      heap = []
    },
  }
}
