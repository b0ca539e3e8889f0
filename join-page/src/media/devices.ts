import type { Device, Devices, Kind } from './model.ts'

export const noDevices: Devices = { cameras: [], microphones: [], speakers: [] }

/**
 * Reads the browser's list of devices. Before permission is granted the entries have no id and no label, so there is
 * nothing to choose. Chrome on Windows lists "communications" besides "default", which means nothing to users.
 */
export function devicesOf(listed: readonly MediaDeviceInfo[], canChooseSpeaker: boolean): Devices {
  const of = (kind: MediaDeviceKind): readonly Device[] =>
    listed
      .filter((info) => info.kind === kind && info.deviceId !== '' && info.deviceId !== 'communications')
      .map(({ deviceId, label }) => ({ id: deviceId, label: plainLabel(label) }))
  return {
    cameras: of('videoinput'),
    microphones: of('audioinput'),
    speakers: canChooseSpeaker ? of('audiooutput') : [],
  }
}

export const listedOf = (kind: Kind, devices: Devices): readonly Device[] =>
  kind === 'camera' ? devices.cameras : devices.microphones

/** Removes the USB vendor and product that Chrome adds to a name: "HD Webcam (046d:0825)". */
const plainLabel = (label: string): string => label.replace(/\s*\([\da-f]{4}:[\da-f]{4}\)$/i, '')

/** The label of a device for users: of "Default - Headset" the headset, if that is listed as well. */
export function labelIn(list: readonly Device[], id: string): string | undefined {
  const label = list.find((device) => device.id === id)?.label
  const named = list.find((device) => device.id !== id && device.label !== '' && label?.endsWith(device.label))
  return (named?.label ?? label) || undefined
}

/** The device behind Chrome's entry "default": the system's choice, which changes when a headset is connected. */
export function usualMicrophone(listed: readonly MediaDeviceInfo[]): string | undefined {
  const usual = listed.find(({ kind, deviceId }) => kind === 'audioinput' && deviceId === 'default')
  return usual && `${usual.groupId} ${usual.label}`
}

/** The next camera in the list; after the last one the first. */
export function nextCamera(cameras: readonly Device[], current: string | undefined): Device | undefined {
  const next = cameras[(cameras.findIndex(({ id }) => id === current) + 1) % cameras.length]
  return next?.id === current ? undefined : next
}
