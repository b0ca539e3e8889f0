import { type ReadonlySignal, signal } from '@preact/signals'
import type { Problem, Source } from './model.ts'

/** A phone call or Siri mutes for good; a switch of Bluetooth profile only for a moment. */
const interruptedAfter = 1_500

export type SourceCell = {
  readonly state: ReadonlySignal<Source>
  readonly track: () => MediaStreamTrack | undefined
  asking(): void
  /** The browser gave this. What comes after a switching off is switched off at once: the light must not stay on. */
  take(track: MediaStreamTrack): void
  /** The same in the place of the present one, without a gap. */
  swap(track: MediaStreamTrack): void
  fail(why: Problem): void
  off(): void
  /** Events are lost while a page sleeps; this looks again. */
  look(): Promise<void>
}

/** One camera or microphone: its track, and what the operating system does to it. `ended` runs when it was taken away. */
export function createSource(ended: () => Promise<void>): SourceCell {
  const state = signal<Source>({ is: 'off' })
  let timer: ReturnType<typeof setTimeout> | undefined

  const track = () => ('track' in state.value ? state.value.track : undefined)

  /** Sets a state without a track, or with another one: the old one is released. */
  function become(next: Source): void {
    const old = track()
    clearTimeout(timer)
    state.value = next
    if (!old || old === track()) return
    old.onmute = old.onunmute = old.onended = null
    old.stop()
  }

  function muted(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const own = track()
      if (own?.muted) become({ is: 'interrupted', track: own })
    }, interruptedAfter)
  }

  function unmuted(): void {
    const own = track()
    clearTimeout(timer)
    if (own && state.value.is === 'interrupted') become({ is: 'on', track: own })
  }

  function start(own: MediaStreamTrack): void {
    become({ is: 'on', track: own })
    own.onmute = muted
    own.onunmute = unmuted
    own.onended = () => void ended()
    if (own.muted) muted()
  }

  return {
    state,
    track,
    asking: () => become({ is: 'asking' }),
    take(own) {
      const { is } = state.value
      if (is === 'asking' || is === 'failed') start(own)
      else own.stop()
    },
    swap(own) {
      if (state.value.is === 'off') own.stop()
      else start(own)
    },
    fail(why) {
      const { value } = state
      if (value.is !== 'off' && !(value.is === 'failed' && value.why === why)) become({ is: 'failed', why })
    },
    off: () => become({ is: 'off' }),
    async look() {
      const own = track()
      if (own?.readyState === 'ended') await ended()
      else if (own?.muted) muted()
      else unmuted()
    },
  }
}
