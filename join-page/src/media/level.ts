import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { type Loudness, nextLoudness, quiet } from './loudness.ts'

/** The level of a microphone, measured while a signal has a reader. */
export type Level = {
  /** 0 (nothing) to 1 (loud), ten times a second. */
  readonly level: ReadonlySignal<number>
  /** The microphone is open and delivers only zeros: a switch on the headset, or the wrong device. */
  readonly isSilent: ReadonlySignal<boolean>
}

const every = 100

// Browsers allow only a few audio contexts per page, so all meters share one, which exists while there is a meter.
let context: AudioContext | undefined
let meters = 0
const levels = new WeakMap<MediaStreamTrack, Level>()

/** Returns the level of a track. Measuring starts with the first reader of a signal and ends with the last. */
export function levelOf(track: MediaStreamTrack): Level {
  const known = levels.get(track)
  if (known) return known
  let stop: (() => void) | undefined
  const loudness = signal<Loudness>(quiet, {
    watched() {
      stop = measure(track, (samples) => {
        loudness.value = nextLoudness(loudness.value, samples, {
          every,
          isMuted: track.muted || !track.enabled || document.hidden,
        })
      })
    },
    unwatched() {
      stop?.()
    },
  })
  const level = { level: computed(() => loudness.value.level), isSilent: computed(() => loudness.value.isSilent) }
  levels.set(track, level)
  return level
}

function measure(track: MediaStreamTrack, loudness: (samples: Float32Array) => void): () => void {
  const source = sourceOf(track)
  if (!source) return () => {}
  meters++
  const analyser = source.context.createAnalyser()
  analyser.fftSize = 2_048
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    // A context that the browser has suspended gives zeros, which say nothing about the microphone.
    if (context?.state !== 'running') return void context?.resume().catch(() => {})
    analyser.getFloatTimeDomainData(samples)
    loudness(samples)
  }, every)
  return () => {
    clearInterval(timer)
    source.disconnect()
    if (--meters > 0) return
    void context?.close()
    context = undefined
  }
}

/** Firefox refuses a microphone with another sample rate, as of some Bluetooth headsets. There is no meter then. */
function sourceOf(track: MediaStreamTrack): MediaStreamAudioSourceNode | undefined {
  try {
    context ??= new AudioContext()
    return context.createMediaStreamSource(new MediaStream([track]))
  } catch {
    return undefined
  }
}
