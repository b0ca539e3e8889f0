import { effect, type ReadonlySignal, signal } from '@preact/signals'
import type { LocalVideoTrack, StatsReport, VideoProcessor } from 'twilio-video'
import { type FrameRates, isTooSlow, noteRate } from './frame-guard.ts'
import type { Background, Call } from './model.ts'
import { makeProcessor } from './processors.ts'

export type Backgrounds = {
  readonly chosen: ReadonlySignal<Background>
  readonly isTooSlow: ReadonlySignal<boolean>
  readonly set: Call['setBackground']
  /** Removes the background if the device cannot keep up: smooth video matters more than a tidy room. */
  seen(reports: readonly StatsReport[]): void
}

type Make = (background: Exclude<Background, { kind: 'none' }>) => Promise<VideoProcessor>

const none: Background = { kind: 'none' }
/** Passes frames without copies. The SDK falls back by itself where the browser cannot do that. */
const buffers = { inputFrameBufferType: 'videoframe', outputFrameBufferContextType: 'bitmaprenderer' } as const

/** Keeps the chosen background on the current camera. */
export function createBackgrounds(
  camera: ReadonlySignal<LocalVideoTrack | undefined>,
  isSupported: () => boolean,
  make: Make = makeProcessor,
): Backgrounds {
  const chosen = signal<Background>(none)
  const processor = signal<VideoProcessor | undefined>(undefined)
  const tooSlow = signal(false)
  let rates: FrameRates = []
  let wish = 0
  let dressed: LocalVideoTrack | undefined

  effect(() => {
    // A processor works on one track at a time, so it is removed from the old one first.
    undress(dressed)
    dressed = camera.value
    rates = []
    dress(dressed, processor.value)
  })

  const set = async (background: Background) => {
    if (background.kind === 'none') {
      wish++
      chosen.value = none
      processor.value = undefined
      return 'set'
    }
    if (!isSupported()) return 'unsupported'
    const mine = ++wish
    const made = await make(background).catch(() => undefined)
    // After several quick choices only the last one counts.
    if (mine !== wish) return 'set'
    if (!made) return 'failed'
    tooSlow.value = false
    chosen.value = background
    processor.value = made
    return 'set'
  }

  return {
    chosen,
    isTooSlow: tooSlow,
    set,
    seen(reports) {
      if (!processor.peek() || !camera.peek()) return
      rates = noteRate(rates, rateOf(reports, camera.peek()))
      if (!isTooSlow(rates)) return
      tooSlow.value = true
      void set(none)
    },
  }
}

function undress(track: LocalVideoTrack | undefined): void {
  if (track?.processor) track.removeProcessor(track.processor)
}

function dress(track: LocalVideoTrack | undefined, processor: VideoProcessor | undefined): void {
  // The SDK throws for a track that has ended.
  if (track && processor && !track.isStopped) track.addProcessor(processor, buffers)
}

function rateOf(reports: readonly StatsReport[], camera: LocalVideoTrack | undefined): number | undefined {
  const sent = reports.flatMap((report) => report.localVideoTrackStats)
  return sent.find(({ trackId }) => trackId === camera?.id)?.frameRate ?? undefined
}
