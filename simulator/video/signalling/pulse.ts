const shortest = 1_000
const usual = 5_000
const longest = 30_000

/** The heartbeats of one connection, in both directions. */
export interface Pulse {
  /** Takes the interval that the browser asks for, and returns the one that applies. */
  readonly agree: (wishedMs: number | undefined) => number
  /** Notes that the browser is alive. Every message counts. */
  readonly felt: () => void
  readonly stop: () => void
}

/**
 * Sends heartbeats slightly early, and takes a browser that is silent for three of its intervals for dead. Uses real
 * time, as the browser does.
 */
export function createPulse({ beat, dead }: { readonly beat: () => void; readonly dead: () => void }): Pulse {
  let everyMs = usual
  let heartbeat: NodeJS.Timeout | undefined
  let watchdog: NodeJS.Timeout | undefined

  const felt = (): void => {
    clearTimeout(watchdog)
    watchdog = setTimeout(dead, 3 * everyMs).unref()
  }
  return {
    agree(wishedMs = usual) {
      everyMs = Math.min(Math.max(wishedMs, shortest), longest)
      clearInterval(heartbeat)
      heartbeat = setInterval(beat, everyMs - 500).unref()
      felt()
      return everyMs
    },
    felt,
    stop() {
      clearInterval(heartbeat)
      clearTimeout(watchdog)
    },
  }
}
