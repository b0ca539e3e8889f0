import { createTimerHeap, type Timer } from './timers.ts'

export type ClockMode = 'real' | 'manual'
export type Cancel = () => void

/** The simulated cloud's only source of time. Every date it reports and every timeout it runs comes from here. */
export interface Clock {
  readonly mode: () => ClockMode
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => Cancel
  readonly setMode: (mode: ClockMode) => void
  /** Moves time forward and runs what fell due on the way, in order. Works in both modes. */
  readonly advance: (ms: number) => void
  /** Goes back to the machine's own time; timers run when it has come to them. */
  readonly follow: () => void
  /** The same, and forgets every timer. */
  readonly reset: () => void
}

// setTimeout cannot wait longer than this; the clock simply looks again then.
const longestWait = 2_147_483_647

/** A clock in real mode. In manual mode it stands still until it is advanced. */
export function createClock(): Clock {
  const timers = createTimerHeap()
  let mode: ClockMode = 'real'
  let offset = 0
  let frozenAt = 0
  let order = 0
  let wake: NodeJS.Timeout | undefined

  const now = (): number => (mode === 'manual' ? frozenAt : Date.now() + offset)

  const runDue = (until: number, moveTo: (due: number) => void): void => {
    for (let next = timers.peek(); next !== undefined && next.due <= until; next = timers.peek()) {
      timers.pop()
      if (next.canceled) continue
      moveTo(next.due)
      next.run()
    }
  }

  const arm = (): void => {
    clearTimeout(wake)
    wake = undefined
    const next = timers.peek()
    if (mode === 'manual' || next === undefined) return
    const wait = Math.min(Math.max(next.due - now(), 0), longestWait)
    wake = setTimeout(() => {
      runDue(now(), () => undefined)
      arm()
    }, wait)
    wake.unref()
  }

  const follow = (): void => {
    mode = 'real'
    offset = 0
    arm()
  }

  return {
    mode: () => mode,
    now,
    after(ms, run) {
      order += 1
      const timer: Timer = { due: now() + ms, order, run, canceled: false }
      timers.add(timer)
      if (timers.peek() === timer) arm()
      return () => {
        timer.canceled = true
      }
    },
    setMode(wanted) {
      if (wanted === mode) return
      if (wanted === 'manual') frozenAt = Date.now() + offset
      else offset = frozenAt - Date.now()
      mode = wanted
      arm()
    },
    advance(ms) {
      const target = now() + ms
      const usual = mode
      frozenAt = now()
      mode = 'manual'
      runDue(target, (due) => {
        frozenAt = Math.max(frozenAt, due)
      })
      frozenAt = target
      mode = usual
      if (mode === 'real') offset = target - Date.now()
      arm()
    },
    follow,
    reset() {
      timers.clear()
      follow()
    },
  }
}
