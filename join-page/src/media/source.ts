import { type ReadonlySignal, signal } from '@preact/signals'
import type { Problem, Source } from './model.ts'

/**
 * Milliseconds after which a mute counts as an interruption, e.g. by a phone call; a Bluetooth profile switch is
 * shorter.
 */
const interruptedAfter = 1_500

export type SourceCell = {
  readonly state: ReadonlySignal<Source>
  readonly track: () => MediaStreamTrack | undefined
  asking(): void
  /** Takes a track from the browser. Stops it if the source was switched off meanwhile, so that the light goes off. */
  take(track: MediaStreamTrack): void
  /** Replaces the current track without a gap. */
  swap(track: MediaStreamTrack): void
  fail(why: Problem): void
  off(): void
  /** Checks the track again, because events are lost while a page sleeps. */
  look(): Promise<void>
}

/** One camera or microphone: its track, and interruptions by the system. `ended` runs when the track is taken away. */
export function createSource(ended: () => Promise<void>): SourceCell {
  const state = signal<Source>({ is: 'off' })
  let timer: ReturnType<typeof setTimeout> | undefined

  const track = () => ('track' in state.value ? state.value.track : undefined)

  /** Sets the next state and releases the old track, if that is not kept. */
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
