import { effect, type ReadonlySignal, signal } from '@preact/signals'
import { type Level, levelOf } from '../media/level.ts'

/** A level above the noise of a room and below a quiet voice. */
const loud = 0.45
/** Milliseconds for which a participant counts as speaking after a sound, to bridge gaps between words. */
const lingers = 700

export type Speaking = { readonly who: ReadonlySignal<ReadonlySet<string>>; stop(): void }

/**
 * Watches who speaks, by SID. Measures the sound itself, because the SDK's dominant speaker never names the local
 * participant and is missing between two browsers without a media server.
 */
export function watchSpeaking(
  tracks: ReadonlySignal<ReadonlyMap<string, MediaStreamTrack>>,
  listen: (track: MediaStreamTrack) => Pick<Level, 'level'> = levelOf,
): Speaking {
  const who = signal<ReadonlySet<string>>(new Set())
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function speaks(sid: string, isLoud: () => boolean): void {
    clearTimeout(timers.get(sid))
    timers.set(
      sid,
      // A steady tone changes no signal, so the level is checked again.
      setTimeout(() => (isLoud() ? speaks(sid, isLoud) : quiet(sid)), lingers),
    )
    if (!who.peek().has(sid)) who.value = new Set([...who.peek(), sid])
  }

  function quiet(sid: string): void {
    timers.delete(sid)
    who.value = new Set([...who.peek()].filter((each) => each !== sid))
  }

  const stop = effect(() => {
    for (const [sid, track] of tracks.value) {
      const { level } = listen(track)
      const isLoud = () => level.peek() >= loud && tracks.peek().get(sid) === track
      if (level.value >= loud) speaks(sid, isLoud)
    }
  })
  return {
    who,
    stop() {
      stop()
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
