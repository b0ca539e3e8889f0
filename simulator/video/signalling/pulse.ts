const shortest = 1_000
const usual = 5_000
const longest = 30_000

/** The heartbeats of one connection, both ways. */
export interface Pulse {
  /** Takes the browser's wish for a rhythm, and answers what it is from now on. */
  readonly agree: (wishedMs: number | undefined) => number
  /** The browser is alive: anything it sends counts. */
  readonly felt: () => void
  readonly stop: () => void
}

/**
 * Sends heartbeats a little before they are due, and takes a browser that is silent for three of its own for dead.
 * It runs on real time, as the browser does.
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
