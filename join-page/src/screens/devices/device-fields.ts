import { fill } from '../../../../client-shared/fill.ts'
import type { Chosen, Device, Devices } from '../../media/model.ts'
import type { Texts } from '../../texts/texts.ts'
import type { IconName } from '../../ui/icon-shapes.ts'

export type DeviceField = {
  readonly what: keyof Chosen
  readonly label: string
  readonly icon: IconName
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

/** Builds the lists with at least one device. A device whose name the browser hides gets a number. */
export function deviceFields(devices: Devices, chosen: Chosen, t: Texts): readonly DeviceField[] {
  const field = (what: keyof Chosen, icon: IconName, list: readonly Device[]): DeviceField => {
    const options = list.map(({ id, label }, place) => ({
      value: id,
      label: label || fill(t.unnamedDevice, { count: place + 1 }),
    }))
    // Firefox has no entry for the system's default, and a remembered device may be unplugged.
    const isListed = list.some(({ id }) => id === chosen[what])
    const usual = isListed || list.some(({ id }) => id === 'default') ? [] : [{ value: '', label: t.usualDevice }]
    return {
      what,
      icon,
      label: t[what],
      value: isListed ? (chosen[what] ?? '') : usual.length > 0 ? '' : 'default',
      options: [...usual, ...options],
    }
  }
  return [
    field('camera', 'camera', devices.cameras),
    field('microphone', 'mic', devices.microphones),
    field('speaker', 'speaker', devices.speakers),
  ].filter(({ options }) => options.some(({ value }) => value !== ''))
}
