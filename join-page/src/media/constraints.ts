import type { Chosen, Kind } from './model.ts'

/**
 * The constraints for a device. All are `ideal`, which is the meaning of a bare value, so a device that cannot meet
 * them still works. Phones film in 640 × 480, which saves battery and heat and is enough for a small tile. Others begin
 * small, and get sharper in the room (call/sharpen.ts).
 */
export function constraintsOf(kind: Kind, chosen: Chosen, isPhone: boolean): MediaTrackConstraints {
  const deviceId = chosen[kind]
  const device = deviceId === undefined ? {} : { deviceId }
  if (kind === 'microphone') return { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...device }
  const size = isPhone ? { width: 640, height: 480 } : { width: 640, height: 360 }
  return { ...size, frameRate: 24, ...(deviceId === undefined ? { facingMode: 'user' } : device) }
}

/** The names of the devices in getUserMedia. */
export const trackKind = { camera: 'video', microphone: 'audio' } as const satisfies Record<Kind, string>
