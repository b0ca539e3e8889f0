import { type Signal, signal } from '@preact/signals'
import { createCall } from '../../join-page/src/call/call.ts'
import type { Call, Outcome } from '../../join-page/src/call/model.ts'
import type { Source } from '../../join-page/src/media/model.ts'
import type { GivenSeat } from '../../webhooks/join/page-state.ts'
import { type Connecting, type FakeRoom, FakeTrack, fakeSdk } from './fake-sdk.ts'

export const seat: GivenSeat = {
  token: 'a.jwt.here',
  roomSid: 'RM1',
  identity: 'customer-1',
  expiresAt: '2030-01-01T00:00:00Z',
}

export const on = (kind: 'audio' | 'video'): Source => ({ is: 'on', track: asTrack(new FakeTrack(kind)) })

/** Everything of a track that the call uses. */
export const asTrack = (track: FakeTrack): MediaStreamTrack => track as unknown as MediaStreamTrack

export type ACall = {
  readonly call: Call
  readonly heard: Outcome[]
  readonly connects: Connecting[]
  readonly camera: Signal<Source>
  readonly microphone: Signal<Source>
  readonly isAway: Signal<boolean>
  readonly closePage: () => void
  /** Enters the room. */
  readonly enter: () => Promise<FakeRoom>
}

/** A call with a camera and a microphone, on an SDK that the test controls. */
export function aCall(loading?: Promise<never>): ACall {
  const { sdk, connects } = fakeSdk()
  const camera = signal(on('video'))
  const microphone = signal(on('audio'))
  const isAway = signal(false)
  const heard: Outcome[] = []
  const leaving: (() => void)[] = []
  const onLeave = (leave: () => void) => {
    leaving.push(leave)
    return () => {}
  }
  const call = createCall(
    { media: { camera, microphone }, onOutcome: (outcome) => heard.push(outcome) },
    {
      sdk: () => loading ?? Promise.resolve(sdk),
      page: { isPhone: true, isAway, onLeave },
    },
  )
  return {
    call,
    heard,
    connects,
    camera,
    microphone,
    isAway,
    closePage: () => {
      for (const leave of leaving) leave()
    },
    async enter() {
      call.enter(seat)
      await settled()
      const room = connects.at(-1)?.succeeds()
      await settled()
      if (!room) throw new Error('Nothing connected')
      return room
    },
  }
}

/** Lets all promises that can continue do so. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
