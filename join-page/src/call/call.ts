import { signal } from '@preact/signals'
import type { GivenSeat } from '../../../webhooks/join/page-state.ts'
import { createBackgrounds } from './background.ts'
import { liveIn } from './in-room.ts'
import { type Mirrored, takeTracks } from './mirror.ts'
import type { Call, CallDeps, CallView, Outcome, Statistics } from './model.ts'
import { ownTracks } from './own-tracks.ts'
import { createPageLife, type PageLife } from './page-life.ts'
import { canDrawBackgrounds } from './processors.ts'
import { type Sdk, sdkLoader } from './sdk.ts'
import { canShare } from './share.ts'
import { startVisit, type Visit } from './visit.ts'
import { createWrap, type Wrap } from './wrap.ts'

/** Dependencies that tests replace. */
type Around = { readonly sdk?: () => Promise<Sdk>; readonly page?: PageLife }

/** Creates the call of this page. It can be left and entered again; a muted microphone stays muted. */
export function createCall(
  { media, onOutcome }: CallDeps,
  { sdk = sdkLoader(), page = createPageLife() }: Around = {},
): Call {
  const own = ownTracks()
  const isMuted = signal(false)
  const isCutOff = signal(false)
  const backgrounds = createBackgrounds(own.camera, () => can.background)
  const outside = (is: 'out' | 'connecting'): CallView => ({
    ...nowhere,
    is,
    isCutOff: isCutOff.peek(),
    isMuted: isMuted.peek(),
    background: backgrounds.chosen.peek(),
  })
  const view = signal<CallView>(nowhere)
  const statistics = signal<Statistics | undefined>(undefined)
  let visit: Visit | undefined
  let wrap: Wrap | undefined

  const mirrored = (loaded: Sdk): Mirrored => {
    wrap ??= createWrap(loaded)
    return { media, own, wrap, isAway: page.isAway, isMuted }
  }
  const handle = (outcome: Outcome) => {
    if (outcome.type === 'room.refused' || outcome.type === 'room.left') gone()
    onOutcome(outcome)
  }
  const gone = () => {
    visit = undefined
    statistics.value = undefined
    view.value = outside('out')
  }

  /** Enters the room. If no media flows, enters it once more through relays only, without a second `room.joined`. */
  function visitRoom(seat: GivenSeat, isRelayed = false): void {
    view.value = outside('connecting')
    const cutOff = () => {
      isCutOff.value = true
      if (isRelayed) return
      visit?.leave()
      visitRoom(seat, true)
    }
    visit = startVisit(seat, {
      isRelayed,
      sdk,
      mirrored,
      live: (room, mirror) =>
        liveIn(room, { ...mirror, view, statistics, backgrounds, isPhone: page.isPhone, isCutOff, cutOff }),
      onOutcome: (outcome) => (isRelayed && outcome.type === 'room.joined' ? undefined : handle(outcome)),
    })
  }

  const call: Call = {
    view,
    statistics,
    can: abilities(page.isPhone),
    prefetch() {
      // Also finds out what this browser can do, which takes a moment that is free now. `enter` loads the SDK again
      // after a failure, and reports the reason.
      sdk().then(
        () => void call.can.background,
        () => undefined,
      )
    },
    warmUp() {
      sdk().then(
        (loaded) => void (visit ?? takeTracks(mirrored(loaded))),
        () => undefined,
      )
    },
    enter(seat: GivenSeat) {
      // One room at a time: a second press has no effect.
      if (visit) return
      isCutOff.value = false
      visitRoom(seat)
    },
    leave() {
      visit?.leave()
      isCutOff.value = false
      gone()
    },
    mute(muted) {
      isMuted.value = muted
      if (!visit?.room()) view.value = { ...view.peek(), isMuted: muted }
    },
    shareScreen: async () => (await visit?.room()?.share.start()) ?? 'refused',
    stopSharing: () => visit?.room()?.share.stop(),
    setBackground: backgrounds.set,
  }
  const { can } = call
  // The others see at once that the participant left, not only after half a minute of "reconnecting".
  page.onLeave(() => call.leave())
  return call
}

const nowhere: CallView = {
  is: 'out',
  me: undefined,
  others: [],
  sharer: undefined,
  isCutOff: false,
  isRecording: false,
  isMuted: false,
  background: { kind: 'none' },
  isBackgroundTooSlow: false,
}

/** Looks up abilities at first use, because the check takes a moment and only the room's screen needs it. */
function abilities(isPhone: boolean): Call['can'] {
  let background: boolean | undefined
  return {
    get share() {
      return canShare()
    },
    get background() {
      background ??= canDrawBackgrounds(isPhone)
      return background
    },
  }
}
