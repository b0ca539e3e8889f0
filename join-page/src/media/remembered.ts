import type { Chosen } from './model.ts'

const key = 'escalate.devices'

/** The browser's own memory. It may be switched off, full, or missing: then nothing is remembered, and that is all. */
export type Memory = Pick<Storage, 'getItem' | 'setItem'>

export function recall(memory: Memory | undefined): Chosen {
  try {
    const kept: unknown = JSON.parse(memory?.getItem(key) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    return {
      ...('camera' in kept && typeof kept.camera === 'string' ? { camera: kept.camera } : {}),
      ...('microphone' in kept && typeof kept.microphone === 'string' ? { microphone: kept.microphone } : {}),
      ...('speaker' in kept && typeof kept.speaker === 'string' ? { speaker: kept.speaker } : {}),
    }
  } catch {
    return {} // somebody else's words under our key, or no memory
  }
}

export function remember(memory: Memory | undefined, chosen: Chosen): void {
  try {
    memory?.setItem(key, JSON.stringify({ ...recall(memory), ...chosen }))
  } catch {
    // Private windows of older Safari have a memory of zero bytes.
  }
}
