import { computed, signal } from '@preact/signals'
import type { BrowserSide } from './browser-side.ts'
import { trackKind } from './constraints.ts'
import { devicesOf, noDevices, usualMicrophone } from './devices.ts'
import type { Chosen, Devices, Kind } from './model.ts'
import { recall, remember } from './remembered.ts'

export type Inventory = ReturnType<typeof createInventory>

/** Which devices there are, and which of them are in use or wished for. */
export function createInventory(side: Pick<BrowserSide, 'devices' | 'memory' | 'canChooseSpeaker'>) {
  const devices = signal<Devices>(noDevices)
  /** What is really used. */
  const chosen = signal<Chosen>(recall(side.memory))
  /** What the person picked: it is taken again when it is back, also tomorrow. */
  let wished = chosen.peek()
  /** What "default" stands for now, and what it stood for when the microphone was opened. */
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
    /** The loudspeaker to play on: the chosen one while it is there, else the usual one, whose name is empty. */
    speaker: computed(() => {
      const { speaker = '' } = chosen.value
      return devices.value.speakers.some(({ id }) => id === speaker) ? speaker : ''
    }),
    /** Also before a permission, when ids and labels are hidden. */
    isListed: async (kind: Kind) => (await listing()).some((info) => info.kind === `${trackKind[kind]}input`),
    /** The very device that gave this track is still there. The entry "default" always is. */
    isThere(kind: Kind, track: MediaStreamTrack): boolean {
      if (kind === 'microphone' && isUsualAnother()) return false
      const list = kind === 'camera' ? devices.value.cameras : devices.value.microphones
      return list.some(({ id }) => id === track.getSettings().deviceId)
    },
    /** The microphone to change to: the wished one is back, or the system's usual one is another now. */
    betterMicrophone(): string | undefined {
      const { microphone } = wished
      const isBack =
        microphone !== chosen.value.microphone && devices.value.microphones.some(({ id }) => id === microphone)
      return isBack ? microphone : isUsualAnother() ? 'default' : undefined
    },
    /** `chosen` tells what is really used; what is remembered stays, so that a headset left at work is taken tomorrow. */
    inUse(kind: Kind, track: MediaStreamTrack): void {
      const id = track.getSettings().deviceId
      if (id) chosen.value = { ...chosen.value, [kind]: id }
      if (kind === 'microphone') usualWhenOpened = undefined
      void refresh().then(() => {
        usualWhenOpened ??= usual
      })
    },
    /** For the next time the kind is opened. */
    prefer(kind: Kind, id: string): void {
      chosen.value = { ...chosen.value, [kind]: id }
    },
    pick(what: keyof Chosen, id: string): void {
      remember(side.memory, { [what]: id })
      wished = { ...wished, [what]: id }
      chosen.value = { ...chosen.value, [what]: id }
    },
    /** A choice that could not be had. What was nobody's choice is not remembered as one. */
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
