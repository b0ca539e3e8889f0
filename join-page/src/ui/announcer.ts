import { type ReadonlySignal, signal } from '@preact/signals'

export type Said = { readonly polite: string; readonly urgent: string }

export type Announcer = {
  readonly said: ReadonlySignal<Said>
  readonly announce: (text: string, urgent?: boolean) => void
}

type Clock = { readonly now: () => number; readonly after: (ms: number, then: () => void) => void }

const mergeMs = 2_000
const pauseMs = 3_000
const clockOfTheBrowser: Clock = { now: () => performance.now(), after: (ms, then) => setTimeout(then, ms) }

/**
 * What the page says to people who listen to it. A screen reader reads every change of the region, and a flood of them
 * drowns the call: what comes within 2 s is said in one breath, and between two breaths are at least 3 s. Urgent words go
 * out at once.
 */
export function createAnnouncer(clock: Clock = clockOfTheBrowser): Announcer {
  const said = signal<Said>({ polite: '', urgent: '' })
  let waiting: readonly string[] = []
  let lastAt = Number.NEGATIVE_INFINITY
  const say = (region: keyof Said, text: string) => {
    said.value = { ...said.value, [region]: again(said.value[region], text) }
  }
  const breathe = () => {
    lastAt = clock.now()
    say('polite', waiting.join(' '))
    waiting = []
  }
  return {
    said,
    announce(text, isUrgent = false) {
      if (isUrgent) return say('urgent', text)
      if (waiting.length === 0) clock.after(Math.max(mergeMs, lastAt + pauseMs - clock.now()), breathe)
      if (!waiting.includes(text)) waiting = [...waiting, text]
    },
  }
}

/** The same words a second time are no change, and would not be read: a space that nobody hears makes them one. */
const again = (before: string, text: string): string => (before === text ? `${text}\u00a0` : text)
