import { signal } from '@preact/signals'
import type { Chosen, DeviceChange, Devices, Media, Source } from '../../../join-page/src/media/model.ts'
import { madeUpPicture, madeUpSound } from './made-up-tracks.ts'
import type { SourceWord, State } from './state.ts'

const devices: Devices = {
  cameras: [
    { id: 'front', label: 'FaceTime HD Camera' },
    { id: 'desk', label: 'Logitech BRIO' },
  ],
  microphones: [{ id: 'own', label: 'MacBook Pro Microphone' }],
  speakers: [
    { id: 'own', label: 'MacBook Pro Speakers' },
    { id: 'head', label: 'Headset' },
  ],
}

/** Camera and microphone as the state says; they stay so after any press. */
export function madeUpMedia({ camera = 'on', microphone = 'on', changed }: State): Media {
  return {
    camera: signal(source(camera, () => madeUpPicture(190))),
    microphone: signal(source(microphone, madeUpSound)),
    devices: signal(devices),
    chosen: signal<Chosen>({}),
    speaker: signal(''),
    changed: happensSoon(changed),
    turnOn: async () => {},
    turnOff: () => {},
    want: () => {},
    choose: async () => {},
    flip: async () => {},
    resume: async () => {},
    stop: () => {},
  }
}

/** After the screen is there: earlier events were announced before. */
function happensSoon(change: DeviceChange | undefined) {
  const changed = signal<DeviceChange | undefined>(undefined)
  setTimeout(() => {
    changed.value = change
  }, 0)
  return changed
}

function source(word: SourceWord, track: () => MediaStreamTrack): Source {
  switch (word) {
    case 'off':
    case 'asking':
      return { is: word }
    case 'on':
    case 'interrupted':
      return { is: word, track: track() }
    default:
      return { is: 'failed', why: word }
  }
}
