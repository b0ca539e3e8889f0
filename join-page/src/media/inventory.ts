import { signal } from '@preact/signals'
import type { BrowserSide } from './browser-side.ts'
import { trackKind } from './constraints.ts'
import { devicesOf, noDevices } from './devices.ts'
import type { Chosen, Devices, Kind } from './model.ts'
import { recall, remember } from './remembered.ts'

export type Inventory = ReturnType<typeof createInventory>

/** Which devices there are, and which of them are in use or wished for. */
export function createInventory(side: Pick<BrowserSide, 'devices' | 'memory' | 'canChooseSpeaker'>) {
  const devices = signal<Devices>(noDevices)
  const chosen = signal<Chosen>(recall(side.memory))
  const listing = async () => (await side.devices?.enumerateDevices().catch(() => undefined)) ?? []
  const refresh = async () => {
    devices.value = devicesOf(await listing(), side.canChooseSpeaker)
  }
  return {
    devices,
    chosen,
    refresh,
    /** Also before a permission, when ids and labels are hidden. */
    isListed: async (kind: Kind) => (await listing()).some((info) => info.kind === `${trackKind[kind]}input`),
    /** `chosen` tells what is really used; what is remembered stays, so that a headset left at work is taken tomorrow. */
    inUse(kind: Kind, track: MediaStreamTrack): void {
      const id = track.getSettings().deviceId
      if (id) chosen.value = { ...chosen.value, [kind]: id }
      void refresh()
    },
    pick(what: keyof Chosen, id: string): void {
      remember(side.memory, { [what]: id })
      chosen.value = { ...chosen.value, [what]: id }
    },
    /** A choice that could not be had. */
    putBack(what: keyof Chosen, before: string | undefined): void {
      const { [what]: _, ...others } = chosen.value
      chosen.value = before === undefined ? others : { ...others, [what]: before }
      if (before !== undefined) remember(side.memory, { [what]: before })
    },
  }
}
