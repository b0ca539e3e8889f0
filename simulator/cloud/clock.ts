import { createTimerHeap, type Timer } from './timers.ts'

export type ClockMode = 'real' | 'manual'
export type Cancel = () => void

/** The simulated cloud's only source of time: every date and every timeout uses this clock. */
export interface Clock {
  readonly mode: () => ClockMode
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => Cancel
  readonly setMode: (mode: ClockMode) => void
  /** Moves time forward and runs the timers that fall due on the way, in order. Works in both modes. */
  readonly advance: (ms: number) => void
  /** Returns to the machine's time. Pending timers run when the machine's time reaches them. */
  readonly follow: () => void
  /** Returns to the machine's time and drops every timer. */
  readonly reset: () => void
}

// setTimeout cannot wait longer than this. For later timers the clock wakes up, and waits again.
const longestWait = 2_147_483_647

/** Creates a clock in real mode. In manual mode time stands still until `advance`. */
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
