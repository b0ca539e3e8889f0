import { computed, signal } from '@preact/signals'
import type { BrowserSide } from './browser-side.ts'
import { trackKind } from './constraints.ts'
import { devicesOf, noDevices, usualMicrophone } from './devices.ts'
import type { Chosen, Devices, Kind } from './model.ts'
import { recall, remember } from './remembered.ts'

export type Inventory = ReturnType<typeof createInventory>

/** Keeps track of the devices: which exist, which are in use, and which the user picked. */
export function createInventory(side: Pick<BrowserSide, 'devices' | 'memory' | 'canChooseSpeaker'>) {
  const devices = signal<Devices>(noDevices)
  /** The devices that are in use. */
  const chosen = signal<Chosen>(recall(side.memory))
  /** The devices that the user picked. They are used again when they are back, also on a later visit. */
  let wished = chosen.peek()
  /** The device behind "default" now, and the one when the microphone was opened. */
  let usual: string | undefined
  let usualWhenOpened: string | undefined
  const listing = async () => (await side.devices?.enumerateDevices().catch(() => undefined)) ?? []
  const refresh = async () => {
    const listed = await listing()
    devices.value = devicesOf(listed, side.canChooseSpeaker)
    usual = usualMicrophone(listed)
  }
  const isUsualAnother = () =>
    chosen.value.microphone === 'default' && usualWhenOpened !== undefined && usualWhenOpened !== usual
  return {
    devices,
    chosen,
    refresh,
    /** The loudspeaker to play on: the chosen one while it exists, else the system's, whose id is empty. */
    speaker: computed(() => {
      const { speaker = '' } = chosen.value
      return devices.value.speakers.some(({ id }) => id === speaker) ? speaker : ''
    }),
    /** Also works before permission is granted, when ids and labels are hidden. */
    isListed: async (kind: Kind) => (await listing()).some((info) => info.kind === `${trackKind[kind]}input`),
    /** Whether the device of this track still exists. The entry "default" always does. */
    isThere(kind: Kind, track: MediaStreamTrack): boolean {
      if (kind === 'microphone' && isUsualAnother()) return false
      const list = kind === 'camera' ? devices.value.cameras : devices.value.microphones
      return list.some(({ id }) => id === track.getSettings().deviceId)
    },
    /** The microphone to change to: the picked one is back, or the system's default has changed. */
    betterMicrophone(): string | undefined {
      const { microphone } = wished
      const isBack =
        microphone !== chosen.value.microphone && devices.value.microphones.some(({ id }) => id === microphone)
      return isBack ? microphone : isUsualAnother() ? 'default' : undefined
    },
    /**
     * Records the device in use. The remembered choice stays, so that a headset left at work is used again tomorrow.
     */
    inUse(kind: Kind, track: MediaStreamTrack): void {
      const id = track.getSettings().deviceId
      if (id) chosen.value = { ...chosen.value, [kind]: id }
      if (kind === 'microphone') usualWhenOpened = undefined
      void refresh().then(() => {
        usualWhenOpened ??= usual
      })
    },
    /** Sets the device for the next time this kind is opened. */
    prefer(kind: Kind, id: string): void {
      chosen.value = { ...chosen.value, [kind]: id }
    },
    pick(what: keyof Chosen, id: string): void {
      remember(side.memory, { [what]: id })
      wished = { ...wished, [what]: id }
      chosen.value = { ...chosen.value, [what]: id }
    },
    /** Undoes a choice that did not work. A device that the user did not pick is not remembered. */
    putBack(what: keyof Chosen, before: string | undefined): void {
      const { [what]: now, ...others } = chosen.value
      if (now === before) return
      chosen.value = before === undefined ? others : { ...others, [what]: before }
      const { [what]: _, ...otherWishes } = wished
      wished = before === undefined ? otherWishes : { ...otherWishes, [what]: before }
      if (before !== undefined) remember(side.memory, { [what]: before })
    },
  }
}
