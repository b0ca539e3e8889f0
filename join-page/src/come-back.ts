import { effect, type ReadonlySignal } from '@preact/signals'
import type { Call } from './call/model.ts'
import type { Journey } from './journey/model.ts'
import type { Media } from './media/model.ts'
import { type Entry, keepEntry } from './server/entry.ts'

type Followed = { readonly journey: ReadonlySignal<Journey>; readonly media: Media; readonly call: Call }

/** Stores in the history entry what a refresh in a call needs to return: the seat, and which devices were on. */
export function keepWayBack({ token, device }: Entry, { journey, media, call }: Followed): void {
  effect(() => {
    const { screen, isWanting, isConsenting, hasJoined } = journey.value
    const isOn = (kind: 'camera' | 'microphone') => ['on', 'interrupted', 'asking'].includes(media[kind].value.is)
    const kinds = (['camera', 'microphone'] as const).filter(isOn)
    const isIn = isWanting && ['joining', 'waiting', 'room'].includes(screen.is)
    const comeBack = { kinds, isMuted: call.view.value.isMuted, isConsenting }
    keepEntry({ token, device, hasJoined, ...(isIn && { comeBack }) })
  })
}
