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

/** The camera after this one, and after the last the first. */
export function nextCamera(cameras: readonly Device[], current: string | undefined): Device | undefined {
  const next = cameras[(cameras.findIndex(({ id }) => id === current) + 1) % cameras.length]
  return next?.id === current ? undefined : next
}
