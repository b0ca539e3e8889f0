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
 * Announces texts to users of a screen reader. A screen reader reads every change of a live region, and many changes
 * would drown out the call. So texts within 2 s are joined into one announcement, and announcements are at least 3 s
 * apart. Urgent texts are announced at once.
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

/** Adds a space to a repeated text, because a screen reader does not read a text that has not changed. */
const again = (before: string, text: string): string => (before === text ? `${text}\u00a0` : text)
