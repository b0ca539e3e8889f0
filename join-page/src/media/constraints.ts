import type { Chosen, Kind } from './model.ts'

/**
 * What is asked of a device. All are wishes (`ideal` is what a bare value means): a device that cannot fulfil them still
 * answers. Phones film in 640 × 480, which saves battery and heat and is what a small tile shows. Others begin as small, and
 * get sharper in the room (call/sharpen.ts).
 */
export function constraintsOf(kind: Kind, chosen: Chosen, isPhone: boolean): MediaTrackConstraints {
  const deviceId = chosen[kind]
  const device = deviceId === undefined ? {} : { deviceId }
  if (kind === 'microphone') return { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...device }
  const size = isPhone ? { width: 640, height: 480 } : { width: 640, height: 360 }
  return { ...size, frameRate: 24, ...(deviceId === undefined ? { facingMode: 'user' } : device) }
}

/** The names that getUserMedia has for our kinds. */
export const trackKind = { camera: 'video', microphone: 'audio' } as const satisfies Record<Kind, string>
