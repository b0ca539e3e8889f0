import { backOff } from './back-off.ts'

/** Milliseconds without a byte after which an event stream counts as silent. The server writes at least every 10 s. */
export const silenceMs = 15_000
/** Milliseconds between two requests: short after a change, longer while nothing changes or no answer arrives. */
const pauses = { first: 2_000, most: 10_000 }
/** After this many requests without an event the page opens a new stream. */
const requestsPerStream = 8

type Limits = { readonly longestMs?: number | undefined; readonly random?: (() => number) | undefined }

export type Silence<T> = Limits & {
  /** Requests the whole state once, with a time limit of its own. @returns undefined without an answer */
  readonly ask: () => Promise<T | undefined>
  /** Receives the answer, unless the stream delivered something meanwhile. @returns whether the answer was new */
  readonly accept: (answer: T) => boolean
  /** Opens a new stream: the current one may be dead, or held back on its way. Called repeatedly while it is silent. */
  readonly reopen: () => void
}

export type SilenceWatch = {
  /** The stream delivered something. */
  received(): void
  /** Starts the clock, unless it already runs. */
  begin(): void
  /** Starts requesting after `afterMs`: there is no stream to wait for. */
  ask(afterMs?: number): void
  isAsking(): boolean
  stop(): void
}

/**
 * Requests the state while the event stream is silent. Some virus scanners and proxies open a stream and hold back its
 * contents, so the page sees an open connection without data. It waits for the server's pulse, polls without one, and
 * stops when data arrives.
 */
export function watchSilence<T>({ ask, accept, reopen, longestMs, random }: Silence<T>): SilenceWatch {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false
  // An answer to a request of an earlier round comes too late.
  let round = 0

  const after = (ms: number, then: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(then, ms)
  }

  async function askOn(requests: number, quiet: number): Promise<void> {
    const own = round
    if (requests > 0 && requests % requestsPerStream === 0) reopen()
    const answer = await ask().catch(() => undefined)
    if (own !== round) return
    const isNew = answer !== undefined && accept(answer)
    if (own !== round) return
    const next = isNew ? 0 : quiet + 1
    after(pauseBefore(next, { longestMs, random }), () => void askOn(requests + 1, next))
  }

  function from(ms: number, asks: boolean): void {
    round += 1
    isAsking = asks
    after(ms, () => {
      if (!asks) reopen()
      isAsking = true
      void askOn(0, 0)
    })
  }

  return {
    received: () => from(silenceMs, false),
    begin() {
      if (timer === undefined) from(silenceMs, false)
    },
    ask: (afterMs = 0) => from(afterMs, true),
    isAsking: () => isAsking,
    stop() {
      round += 1
      isAsking = false
      clearTimeout(timer)
      timer = undefined
    },
  }
}

/** The pause before the next request, after `quiet` requests without a change. */
export const pauseBefore = (quiet: number, { longestMs = pauses.most, random }: Limits = {}): number =>
  backOff(quiet, { ...pauses, most: longestMs, random })
