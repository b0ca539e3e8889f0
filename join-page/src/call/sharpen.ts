import { effect, type ReadonlySignal } from '@preact/signals'
import type { LocalVideoTrack } from 'twilio-video'

/** Milliseconds after which every participant's video should be there. */
const calmMs = 3_000
const sharp = { width: 1280, height: 720, frameRate: 24 }

/**
 * Raises the resolution of a computer's camera once the start is over. A camera begins small (media/constraints.ts),
 * because the processor is busy at the start of a call, and the first picture appears sooner. A camera that cannot do
 * more stays as it is.
 */
export function sharpen(camera: ReadonlySignal<LocalVideoTrack | undefined>): () => void {
  return effect(() => {
    const track = camera.value?.mediaStreamTrack
    if (!track) return
    const timer = setTimeout(() => void track.applyConstraints(sharp).catch(() => undefined), calmMs)
    return () => clearTimeout(timer)
  })
}
