import { effect, type ReadonlySignal } from '@preact/signals'
import type { LocalVideoTrack } from 'twilio-video'

/** When everybody's picture should be there (ms). */
const calmMs = 3_000
const sharp = { width: 1280, height: 720, frameRate: 24 }

/**
 * A camera begins small (media/constraints.ts): while two people meet, the processor has enough to do, and the first picture
 * is there sooner. Once it is calm a computer's camera gets sharper; one that cannot stays as it is.
 */
export function sharpen(camera: ReadonlySignal<LocalVideoTrack | undefined>): () => void {
  return effect(() => {
    const track = camera.value?.mediaStreamTrack
    if (!track) return
    const timer = setTimeout(() => void track.applyConstraints(sharp).catch(() => undefined), calmMs)
    return () => clearTimeout(timer)
  })
}
