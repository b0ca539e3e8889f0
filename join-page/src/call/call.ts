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

/** What is exchanged in tests. */
type Around = { readonly sdk?: () => Promise<Sdk>; readonly page?: PageLife }

/** The call of this page. It can be left and entered again; a microphone that was muted stays muted. */
export function createCall(
  { media, heard }: CallDeps,
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
  const told = (outcome: Outcome) => {
    if (outcome.type === 'room.refused' || outcome.type === 'room.left') gone()
    heard(outcome)
  }
  const gone = () => {
    visit = undefined
    statistics.value = undefined
    view.value = outside('out')
  }

  /** Where nothing flows the room is entered once more, through relays alone. Nobody else hears of that. */
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
      heard: (outcome) => (isRelayed && outcome.type === 'room.joined' ? undefined : told(outcome)),
    })
  }

  const call: Call = {
    view,
    statistics,
    can: abilities(page.isPhone),
    prefetch() {
      // What this browser can do takes a moment to find out, which is free now. Whoever enters asks for the SDK again, and
      // is told what is wrong.
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
      // One room at a time: who presses twice is in it once.
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
  // The others see the place empty at once, and not after half a minute of "reconnecting".
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

/** Looked up when first asked for, because it takes a moment and only the room's screen wants to know. */
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
