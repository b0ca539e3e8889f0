import { computed, effect, type Signal, signal } from '@preact/signals'
import type { Room } from 'twilio-video'
import type { Backgrounds } from './background.ts'
import { watchFlow } from './flow.ts'
import { measure } from './measure.ts'
import { type Mirrored, mirror } from './mirror.ts'
import type { CallView, Statistics } from './model.ts'
import { roomChanges } from './room-changes.ts'
import { createShare, type Share } from './share.ts'
import { sharpen } from './sharpen.ts'
import { watchSpeaking } from './speaking.ts'
import { viewOf } from './view.ts'

export type InRoom = { readonly share: Share; end(): void }

type Deps = Mirrored & {
  readonly view: Signal<CallView>
  readonly statistics: Signal<Statistics | undefined>
  readonly backgrounds: Backgrounds
  readonly isPhone: boolean
  readonly isCutOff: Signal<boolean>
  /** Runs when no media has flowed for a while. */
  readonly cutOff: () => void
}

const listenAfterMs = 1_000
const silence: ReadonlyMap<string, MediaStreamTrack> = new Map()

/** Runs everything that a joined room needs. `end` undoes all of it and leaves `media` unchanged. */
export function liveIn(room: Room, deps: Deps): InRoom {
  const { own, wrap, isMuted, isAway, backgrounds, view, statistics, isPhone, isCutOff, cutOff } = deps
  const changes = roomChanges(room)
  const measured = measure(room, (reports) => {
    backgrounds.seen(reports)
    statistics.value = { room, reports }
  })
  // Starts later, because the first pictures need the processor at the beginning.
  const isListening = signal(false)
  const listening = setTimeout(() => {
    isListening.value = true
  }, listenAfterMs)
  const sounds = computed(() => {
    void changes.count.value
    return isListening.value ? soundsOf(room, own.microphone.value?.mediaStreamTrack) : silence
  })
  const speaking = watchSpeaking(sounds)
  const flows = () => {
    isCutOff.value = false
  }
  const share = createShare(room, own.screen, wrap.screen)
  const stops = [
    mirror(room.localParticipant, deps),
    effect(() => {
      void changes.count.value
      view.value = viewOf(room, {
        own: { camera: own.camera.value, microphone: own.microphone.value, screen: own.screen.value },
        speaking: speaking.who.value,
        levels: measured.levels.value,
        isCutOff: isCutOff.value,
        isMuted: isMuted.value,
        background: backgrounds.chosen.value,
        isBackgroundTooSlow: backgrounds.isTooSlow.value,
      })
    }),
    effect(() => {
      void changes.count.value
      share.giveWay()
    }),
    effect(() => {
      if (!isAway.value) wakeUp(room)
    }),
    ...(isPhone ? [] : [sharpen(own.camera)]),
    watchFlow(room, { flows, isCutOff: cutOff }),
    () => clearTimeout(listening),
    changes.stop,
    measured.stop,
    speaking.stop,
  ]
  return {
    share,
    end() {
      for (const stop of stops) stop()
      share.stop()
      own.camera.value = undefined
      own.microphone.value = undefined
      if (room.state !== 'disconnected') room.disconnect()
    },
  }
}

/** The sound of each participant, by SID. Remote sound already plays in an element; here it is only measured. */
function soundsOf(room: Room, mine: MediaStreamTrack | undefined): ReadonlyMap<string, MediaStreamTrack> {
  const sounds = new Map<string, MediaStreamTrack>()
  if (mine) sounds.set(room.localParticipant.sid, mine)
  for (const { sid, audioTracks } of room.participants.values())
    for (const { track } of audioTracks.values()) if (track) sounds.set(sid, track.mediaStreamTrack)
  return sounds
}

/**
 * Resumes media that iOS paused. Does nothing while the system still holds a microphone or camera: the SDK would report
 * it as back, and `media` asks the participant instead.
 */
function wakeUp(room: Room): void {
  const tracks = [...room.localParticipant.audioTracks.values(), ...room.localParticipant.videoTracks.values()]
  if (tracks.every(({ track }) => !track.isMuted)) room.refreshInactiveMedia()
}
