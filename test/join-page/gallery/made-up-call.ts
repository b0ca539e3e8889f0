import { signal } from '@preact/signals'
import type { Call, CallView, Participant, Playable, Role } from '../../../join-page/src/call/model.ts'
import { madeUpPicture } from './made-up-tracks.ts'
import type { PersonWords, State } from './state.ts'

/** A call whose participants are as the state says. */
export function madeUpCall({ call = {}, camera = 'on' }: State, myRole: Role): Call {
  const others = (call.others ?? []).map((words, at) => person(words, at + 1))
  const mine = { role: myRole, hasCamera: camera === 'on', ...call.me, isMuted: call.isMuted ?? false }
  const me: Participant = { ...person(mine, 0), isMe: true }
  const view: CallView = {
    is: call.is ?? 'in',
    me,
    others,
    sharer: [me, ...others].find(({ screen }) => screen),
    isCutOff: call.isCutOff ?? false,
    isRecording: call.isRecording ?? false,
    isMuted: call.isMuted ?? false,
    background: { kind: call.background ?? 'none' },
    isBackgroundTooSlow: false,
  }
  return {
    view: signal(view),
    statistics: signal(undefined),
    can: { share: true, background: true },
    prefetch: () => {},
    warmUp: () => {},
    enter: () => {},
    leave: () => {},
    mute: () => {},
    shareScreen: async () => 'refused',
    stopSharing: () => {},
    setBackground: async () => 'set',
  }
}

function person(words: PersonWords, at: number): Participant {
  return {
    sid: `PA${at}`,
    role: words.role,
    identity: `${words.role}-${at}`,
    isMe: false,
    camera: words.hasCamera ? playable(madeUpPicture(190 + at * 60)) : undefined,
    screen: words.hasScreen ? playable(madeUpPicture(40, 1280, 800)) : undefined,
    sound: undefined,
    isMuted: words.isMuted ?? false,
    isSpeaking: words.isSpeaking ?? false,
    isReconnecting: words.isReconnecting ?? false,
    isPicturePaused: words.isPicturePaused ?? false,
    quality: words.quality,
  }
}

function playable(track: MediaStreamTrack): Playable {
  return {
    attach(element) {
      element.srcObject = new MediaStream([track])
      element.play().catch(() => {})
    },
    detach(element) {
      element.srcObject = null
    },
  }
}
