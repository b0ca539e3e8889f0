/** How long (ms) a page believes in its line without hearing anything. The server says something every 10 s at least. */
export const silenceMs = 15_000
/** Before the next question (ms): soon after a change, and later while nothing changes or nobody answers. */
const firstPauseMs = 2_000
const longestPauseMs = 10_000
/** A line that was made anew is given so many questions to say something. */
const questionsPerLine = 8

type Limits = { readonly longestMs?: number | undefined; readonly random?: (() => number) | undefined }

export type Silence<T> = Limits & {
  /** Asks for the whole state, once, and comes to an end by itself. @returns undefined where nobody answered */
  readonly ask: () => Promise<T | undefined>
  /** What was answered, unless the line spoke in the meantime. @returns whether it was news */
  readonly answered: (answer: T) => boolean
  /** The line may be dead, or held back on its way: another one may do better. Called again and again while it is quiet. */
  readonly again: () => void
}

export type SilenceWatch = {
  /** The line said something. */
  heard(): void
  /** The clock begins, unless it runs already. */
  begin(): void
  /** There is no line to wait for. */
  ask(afterMs?: number): void
  isAsking(): boolean
  stop(): void
}

/**
 * Some virus scanners and proxies open a stream of events and hold back what is in it. The page sees a line that stands and says
 * nothing. So it listens for the server's pulse, asks for itself without one, and stops asking when the line speaks.
 */
export function watchSilence<T>({ ask, answered, again, ...limits }: Silence<T>): SilenceWatch {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false
  // What was asked for in an earlier round is answered too late.
  let round = 0

  const after = (ms: number, then: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(then, ms)
  }

  async function askOn(asked: number, quiet: number): Promise<void> {
    const own = round
    if (asked > 0 && asked % questionsPerLine === 0) again()
    const answer = await ask().catch(() => undefined)
    if (own !== round) return
    const isNews = answer !== undefined && answered(answer)
    if (own !== round) return
    const next = isNews ? 0 : quiet + 1
    after(pauseBefore(next, limits), () => void askOn(asked + 1, next))
  }

  function from(ms: number, asks: boolean): void {
    round += 1
    isAsking = asks
    after(ms, () => {
      if (!asks) again()
      isAsking = true
      void askOn(0, 0)
    })
  }

  return {
    heard: () => from(silenceMs, false),
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

/** Half of it by chance: a whole office that lost its server does not ask in the same moment. */
export const pauseBefore = (quiet: number, { longestMs = longestPauseMs, random = Math.random }: Limits = {}): number =>
  Math.min(longestMs, firstPauseMs * 2 ** quiet) * (0.5 + random() / 2)
