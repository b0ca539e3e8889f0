import type { Device, Devices, Kind } from './model.ts'

export const noDevices: Devices = { cameras: [], microphones: [], speakers: [] }

/**
 * The browser's list in our words. Before a permission is given the entries are there without id and label: nothing to
 * choose from. Chrome on Windows lists "communications" besides "default", which means nothing to a person.
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

/** Chrome puts the USB vendor and product behind the name: "HD Webcam (046d:0825)". */
const plainLabel = (label: string): string => label.replace(/\s*\([\da-f]{4}:[\da-f]{4}\)$/i, '')

/** A device in the words for a person: of "Default - Headset" the headset, where it is listed, too. */
export function labelIn(list: readonly Device[], id: string): string | undefined {
  const label = list.find((device) => device.id === id)?.label
  const named = list.find((device) => device.id !== id && device.label !== '' && label?.endsWith(device.label))
  return (named?.label ?? label) || undefined
}

/** What Chrome's entry "default" stands for: the system's choice, which changes when somebody puts a headset on. */
export function usualMicrophone(listed: readonly MediaDeviceInfo[]): string | undefined {
  const usual = listed.find(({ kind, deviceId }) => kind === 'audioinput' && deviceId === 'default')
  return usual && `${usual.groupId} ${usual.label}`
}

/** The camera after this one, and after the last the first. */
export function nextCamera(cameras: readonly Device[], current: string | undefined): Device | undefined {
  const next = cameras[(cameras.findIndex(({ id }) => id === current) + 1) % cameras.length]
  return next?.id === current ? undefined : next
}
